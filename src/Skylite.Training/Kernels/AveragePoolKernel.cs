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
        var counts = node.Attributes.Int("count_include_pad", 0) != 0;
        if (window.Dilations.Any(d => d != 1))
        {
            return frame => frame.SetOutput(0, Dilated(frame.Input(0), window, counts));
        }

        var plain = new PoolingOptions { Kernel = window.Kernel, Stride = window.Strides, Padding = new long[window.Rank] };
        if (window.IsFixedAndSmall(out var padding))
        {
            var options = plain with { Padding = padding, CeilMode = node.Attributes.Int("ceil_mode", 0) != 0, CountIncludePad = counts };
            return frame => frame.SetOutput(0, Aten.AvgPoolNd(frame.Input(0), options));
        }

        return frame => frame.SetOutput(0, Padded(frame.Input(0), window, plain, counts));
    }

    // libtorch has no dilated averages: sums are convolutions with ones, of the image and of what counts.
    private static TorchTensor Dilated(TorchTensor input, SpatialWindow window, bool counts)
    {
        var (begin, end) = window.Padding(input.Shape);
        long[] none = new long[window.Rank], surplus = window.Surplus(input.Shape, begin, end), after = [.. end.Zip(surplus, (e, s) => e + s)];
        var options = new ConvolutionOptions { Stride = window.Strides, Dilation = window.Dilations, Padding = none };
        using var padded = SpatialWindow.Pad(input, begin, after, 0);
        using var images = Aten.Reshape(padded, [-1, 1, .. padded.Shape[2..]]);
        using var kernel = TorchTensor.Full(1, input.Type, input.Device, [1, 1, .. window.Kernel]);
        using var sum = Aten.Convolution(images, kernel, null, options);
        using var ones = TorchTensor.Full(1, input.Type, input.Device, [1, 1, .. input.Shape[2..]]);
        using var border = SpatialWindow.Pad(ones, begin, end, counts ? 1 : 0);
        using var whole = SpatialWindow.Pad(border, none, surplus, 0);
        using var number = Aten.Convolution(whole, kernel, null, options);
        using var mean = Aten.Div(sum, number);
        return Aten.Reshape(mean, [.. input.Shape[..2], .. mean.Shape[2..]]);
    }

    private static TorchTensor Padded(TorchTensor input, SpatialWindow window, PoolingOptions options, bool counts)
    {
        var (begin, end) = window.Padding(input.Shape);
        var surplus = window.Surplus(input.Shape, begin, end);
        long[] none = new long[window.Rank], after = [.. end.Zip(surplus, (e, s) => e + s)];
        using var padded = SpatialWindow.Pad(input, begin, after, 0);
        var average = Aten.AvgPoolNd(padded, options);
        if (counts && Array.TrueForAll(surplus, s => s == 0))
        {
            return average;
        }

        // Dividing by the average of ones at whatever counts leaves the mean over that.
        using (average)
        using (var ones = TorchTensor.Full(1, input.Type, input.Device, input.Shape))
        using (var border = SpatialWindow.Pad(ones, begin, end, counts ? 1 : 0))
        using (var whole = SpatialWindow.Pad(border, none, surplus, 0))
        using (var share = Aten.AvgPoolNd(whole, options))
        {
            return Aten.Div(average, share);
        }
    }
}
