using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>
/// A QuantizeLinear followed by its DequantizeLinear, computed as one rounding of the values in floats, with the straight-through gradient inside the
/// representable range (Jacob et al., 2018, sec. 3).
/// </summary>
internal static class FakeQuantization
{
    public static PreparedNode? TryPrepare(Graph graph, Node node, InterpreterOptions options)
    {
        if (node.OpType != "DequantizeLinear" || !node.HasInput(0)
            || node.Input(0).Producer is not { OpType: "QuantizeLinear" } quantize || !SameGrid(quantize, node))
        {
            return null;
        }

        var context = new NodeContext(graph, quantize, options);
        if (context.ConstantOf(1)?.ToSingle() is not { } scales)
        {
            return null;
        }

        var type = quantize.HasInput(2) ? quantize.Input(2).Type : ElementType.UInt8;
        if (QuantizeLinearKernel.Limits(type) is not { } limits)
        {
            return null;
        }

        var points = context.ConstantOf(2)?.ToInt64() ?? new long[scales.Length];
        var body = scales.Length == 1
            ? frame => frame.SetOutput(0, Aten.FakeQuantizePerTensor(frame.Input(0), scales[0], points[0], limits.Low, limits.High))
            : PerChannel(scales, points, quantize.Attributes.Int("axis", 1), limits);
        return new PreparedNode(node, KernelCatalogue.Find(node), body, [quantize.Input(0)]);
    }

    private static bool SameGrid(Node quantize, Node dequantize)
    {
        Value? Input(Node node, int index) => node.HasInput(index) ? node.Input(index) : null;
        bool Same(Value? a, Value? b) =>
            a == b || (a?.Constant is { } x && b?.Constant is { } y && x.Type == y.Type && x.Bytes.Span.SequenceEqual(y.Bytes.Span));
        return Same(Input(quantize, 1), Input(dequantize, 1)) && Same(Input(quantize, 2), Input(dequantize, 2))
            && quantize.Attributes.Int("axis", 1) == dequantize.Attributes.Int("axis", 1);
    }

    private static KernelBody PerChannel(float[] scales, long[] points, long axis, (long Low, long High) limits)
    {
        // Made once and kept for the life of the process' interpreter; a few hundred numbers.
        var scale = TorchTensor.From<float>(scales, scales.Length).Own();
        var point = TorchTensor.From<int>(Array.ConvertAll(points, p => (int)p), points.Length).Own();
        return frame =>
        {
            var along = axis < 0 ? axis + frame.Input(0).Rank : axis;
            frame.SetOutput(0, Aten.FakeQuantizePerChannel(frame.Input(0), scale, point, along, limits.Low, limits.High));
        };
    }
}
