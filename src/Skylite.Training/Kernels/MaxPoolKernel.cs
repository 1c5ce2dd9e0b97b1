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

        var plain = new PoolingOptions
        {
            Kernel = window.Kernel,
            Stride = window.Strides,
            Dilation = window.Dilations,
            Padding = new long[window.Rank],
            CeilMode = node.Attributes.Int("ceil_mode", 0) != 0,
        };
        if (window.IsFixedAndSmall(out var padding))
        {
            var options = plain with { Padding = padding };
            return frame => frame.SetOutput(0, Aten.MaxPoolNd(frame.Input(0), options));
        }

        return frame =>
        {
            var (begin, end) = window.Padding(frame.Input(0).Shape);
            using var padded = SpatialWindow.Pad(frame.Input(0), begin, end, double.NegativeInfinity);
            frame.SetOutput(0, Aten.MaxPoolNd(padded, plain));
        };
    }
}
