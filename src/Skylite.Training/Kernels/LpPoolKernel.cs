using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX LpPool over one to three spatial axes: the p-norm of every window, padded with zeros.</summary>
public sealed class LpPoolKernel : IKernel
{
    // Below it a norm has no slope, so that a window of zeros does not make the gradient infinite.
    private const double Smallest = 1e-30;

    /// <inheritdoc/>
    public string OpType => "LpPool";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var window = new SpatialWindow(node, node.Attributes.Ints("kernel_shape") ?? throw node.Refuse("'kernel_shape' is missing."));
        var p = (double)node.Attributes.Int("p", 2);
        var ceil = node.Attributes.Int("ceil_mode", 0) != 0;
        var sums = new ConvolutionOptions { Stride = window.Strides, Dilation = window.Dilations, Padding = new long[window.Rank] };
        return frame =>
        {
            var input = frame.Input(0);
            var (begin, end) = window.Padding(input.Shape);
            end = ceil ? RoundUp(window, input.Shape, begin, end) : end;
            var powers = Aten.Pow(Aten.Abs(input), p);
            var planes = Aten.Reshape(powers, [input.Shape[0] * input.Shape[1], 1, .. input.Shape[2..]]);
            using var ones = TorchTensor.Full(1, input.Type, input.Device, [1, 1, .. window.Kernel]);
            var pooled = Aten.ConvolutionNd(SpatialWindow.Pad(planes, begin, end, 0), ones, null, sums);
            var norms = Aten.Pow(Aten.Clamp(pooled, Smallest), 1 / p);
            frame.SetOutput(0, Aten.Reshape(norms, [.. input.Shape[..2], .. pooled.Shape[2..]]));
        };
    }

    // The padding that makes a last window whole which begins within the input.
    private static long[] RoundUp(SpatialWindow window, long[] shape, long[] begin, long[] end)
    {
        var result = (long[])end.Clone();
        for (var i = 0; i < window.Rank; i++)
        {
            var reach = ((window.Kernel[i] - 1) * window.Dilations[i]) + 1;
            var room = shape[i + 2] + begin[i] + end[i] - reach;
            var positions = ((room + window.Strides[i] - 1) / window.Strides[i]) + 1;
            positions -= (positions - 1) * window.Strides[i] >= shape[i + 2] + begin[i] ? 1 : 0;
            result[i] += Math.Max(0, ((positions - 1) * window.Strides[i]) - room);
        }

        return result;
    }
}
