using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>
/// ONNX DeformConv over two spatial axes: a convolution whose window is read at learnt offsets, times an optional mask.
/// Dai et al., 2017; with the mask Zhu et al., 2019. Inputs X, W, offset, B, mask.
/// </summary>
public sealed class DeformConvKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "DeformConv";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input switch
    {
        1 => ParameterRole.Weight,
        3 => ParameterRole.Bias,
        _ => ParameterRole.Constant,
    };

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => KernelLengths.Prepare(node, 1, kernel => Prepare(node, kernel));

    private static KernelBody Prepare(NodeContext node, long[] kernel)
    {
        if (kernel.Length != 2)
        {
            throw node.Refuse("it has other than two spatial axes.");
        }

        var window = new SpatialWindow(node, kernel);
        var (groups, offsetGroups) = (node.Attributes.Int("group", 1), node.Attributes.Int("offset_group", 1));
        return frame =>
        {
            var columns = Columns(frame, window, offsetGroups);
            var weights = frame.Input(1);
            var (batch, taps, height, width) = (columns.Shape[0], kernel[0] * kernel[1], columns.Shape[^2], columns.Shape[^1]);
            var rows = Aten.Reshape(columns, batch, groups, weights.Shape[1] * taps, height * width);
            var filters = Aten.Reshape(weights, groups, weights.Shape[0] / groups, weights.Shape[1] * taps);
            var result = Aten.Reshape(Aten.MatMul(filters, rows), batch, weights.Shape[0], height, width);
            frame.SetOutput(0, frame.Optional(3) is { } bias ? Aten.Add(result, Aten.Reshape(bias, 1, -1, 1, 1)) : result);
        };
    }

    // N × C × taps × height × width: what the window reads at every place.
    private static TorchTensor Columns(KernelFrame frame, SpatialWindow window, long offsetGroups)
    {
        var (x, offset) = (frame.Input(0), frame.Input(2));
        var (batch, channels, height, width) = (x.Shape[0], x.Shape[1], offset.Shape[2], offset.Shape[3]);
        var taps = window.Kernel[0] * window.Kernel[1];
        var images = Aten.Reshape(x, batch * offsetGroups, channels / offsetGroups, x.Shape[2], x.Shape[3]);
        var moved = Aten.Reshape(offset, batch * offsetGroups, taps, 2, height, width);
        var (begin, _) = window.Padding(x.Shape);
        var places = Enumerable.Range(0, 2).Select(axis =>
        {
            using var still = Places(window, axis, begin[axis], height, width);
            using var typed = Aten.To(still, x.Type);
            var at = Aten.Add(Aten.Select(moved, 2, axis), typed);
            // grid_sampler counts from −1 to 1 between the outer edges of the first and the last pixel
            return Aten.Add(Aten.Mul(at, 2.0 / x.Shape[axis + 2]), (1.0 / x.Shape[axis + 2]) - 1);
        }).ToArray();
        var grid = Aten.Reshape(Aten.Stack([places[1], places[0]], -1), batch * offsetGroups, taps * height, width, 2);
        var sampled = Aten.GridSample(images, grid);
        if (frame.Optional(4) is { } mask)
        {
            sampled = Aten.Mul(sampled, Aten.Reshape(mask, batch * offsetGroups, 1, taps * height, width));
        }

        return Aten.Reshape(sampled, batch, channels, taps, height, width);
    }

    // Where the window reads without offsets along one axis, in pixels: taps × height × width.
    private static TorchTensor Places(SpatialWindow window, int axis, long pad, long height, long width)
    {
        var taps = (int)(window.Kernel[0] * window.Kernel[1]);
        var places = new float[taps * height * width];
        for (var i = 0; i < places.Length; i++)
        {
            var (tap, row, column) = (i / (height * width), i / width % height, i % width);
            var (step, within) = axis == 0 ? (row, tap / window.Kernel[1]) : (column, tap % window.Kernel[1]);
            places[i] = (step * window.Strides[axis]) - pad + (within * window.Dilations[axis]);
        }

        return TorchTensor.From<float>(places, taps, height, width);
    }
}
