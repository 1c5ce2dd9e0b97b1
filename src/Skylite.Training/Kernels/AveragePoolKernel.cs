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

        var counts = node.Attributes.Int("count_include_pad", 0) != 0;
        var plain = new PoolingOptions
        {
            Kernel = window.Kernel,
            Stride = window.Strides,
            Padding = new long[window.Rank],
            CeilMode = node.Attributes.Int("ceil_mode", 0) != 0,
            CountIncludePad = counts,
        };
        if (window.IsFixedAndSmall(out var padding))
        {
            var options = plain with { Padding = padding };
            return frame => frame.SetOutput(0, Aten.AvgPoolNd(frame.Input(0), options));
        }

        return frame =>
        {
            var (begin, end) = window.Padding(frame.Input(0).Shape);
            frame.SetOutput(0, Padded(frame.Input(0), begin, end, plain));
        };
    }

    private static TorchTensor Padded(TorchTensor input, long[] begin, long[] end, PoolingOptions options)
    {
        using var padded = SpatialWindow.Pad(input, begin, end, 0);
        var average = Aten.AvgPoolNd(padded, options);
        if (options.CountIncludePad)
        {
            return average;
        }

        // Dividing the average of the padded image by the average of a padded image of ones leaves the mean over real pixels.
        using (average)
        using (var ones = TorchTensor.Ones(input.Shape))
        using (var paddedOnes = SpatialWindow.Pad(ones, begin, end, 0))
        using (var share = Aten.AvgPoolNd(paddedOnes, options))
        {
            return Aten.Div(average, share);
        }
    }
}
