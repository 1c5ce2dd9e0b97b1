using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX MaxPool over one to three spatial axes.</summary>
public sealed class MaxPoolKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "MaxPool";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var window = new SpatialWindow(node, node.Attributes.Ints("kernel_shape") ?? throw node.Refuse("'kernel_shape' is missing."));
        if (node.Node.Outputs.Count > 1 && node.Node.Outputs[1] is not null)
        {
            throw node.Refuse("its output of indices is not supported.");
        }

        var ceil = node.Attributes.Int("ceil_mode", 0) != 0;
        var none = new long[window.Rank];
        return frame =>
        {
            var input = frame.Input(0);
            var (begin, end) = window.Padding(input.Shape);
            // libtorch refuses padding beyond half a window, ONNX does not.
            var direct = SpatialWindow.IsSymmetric(begin, end) && begin.Zip(window.Kernel).All(p => 2 * p.First <= p.Second);
            using var padded = direct ? input.Alias() : SpatialWindow.Pad(input, begin, end, double.NegativeInfinity);
            frame.SetOutput(0, Pool(window, padded, direct ? begin : none, ceil));
        };
    }

    private static TorchTensor Pool(SpatialWindow window, TorchTensor input, long[] padding, bool ceil) => window.Rank switch
    {
        1 => Aten.MaxPool1d(input, window.Kernel, window.Strides, padding, window.Dilations, ceil),
        2 => Aten.MaxPool2d(input, window.Kernel, window.Strides, padding, window.Dilations, ceil),
        _ => Aten.MaxPool3d(input, window.Kernel, window.Strides, padding, window.Dilations, ceil),
    };
}
