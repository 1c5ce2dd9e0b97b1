using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX AveragePool over one to three spatial axes, with any padding, counting the padding or not.</summary>
public sealed class AveragePoolKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "AveragePool";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var window = new SpatialWindow(node, node.Attributes.Ints("kernel_shape") ?? throw node.Refuse("'kernel_shape' is missing."));
        if (window.Dilations.Any(d => d != 1))
        {
            throw node.Refuse("dilated averages are not supported.");
        }

        var ceil = node.Attributes.Int("ceil_mode", 0) != 0;
        var counts = node.Attributes.Int("count_include_pad", 0) != 0;
        return frame =>
        {
            var input = frame.Input(0);
            var (begin, end) = window.Padding(input.Shape);
            var direct = SpatialWindow.IsSymmetric(begin, end) && begin.Zip(window.Kernel).All(p => 2 * p.First <= p.Second);
            frame.SetOutput(0, direct ? Pool(window, input, begin, ceil, counts) : Padded(window, input, (begin, end), ceil, counts));
        };
    }

    private static TorchTensor Padded(SpatialWindow window, TorchTensor input, (long[] Begin, long[] End) pads, bool ceil, bool counts)
    {
        var none = new long[window.Rank];
        using var padded = SpatialWindow.Pad(input, pads.Begin, pads.End, 0);
        var average = Pool(window, padded, none, ceil, counts: false);
        if (counts)
        {
            return average;
        }

        // Dividing the average of the padded image by the average of a padded image of ones leaves the mean over real pixels.
        using (average)
        using (var ones = Aten.OnesLike(input))
        using (var paddedOnes = SpatialWindow.Pad(ones, pads.Begin, pads.End, 0))
        using (var share = Pool(window, paddedOnes, none, ceil, counts: false))
        {
            return Aten.Div(average, share);
        }
    }

    private static TorchTensor Pool(SpatialWindow window, TorchTensor input, long[] padding, bool ceil, bool counts) => window.Rank switch
    {
        1 => Aten.AvgPool1d(input, window.Kernel, window.Strides, padding, ceil, counts),
        2 => Aten.AvgPool2d(input, window.Kernel, window.Strides, padding, ceil, counts),
        _ => Aten.AvgPool3d(input, window.Kernel, window.Strides, padding, ceil, counts),
    };
}
