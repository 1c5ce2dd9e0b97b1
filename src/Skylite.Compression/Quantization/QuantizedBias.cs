using System.Diagnostics.CodeAnalysis;
using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>The 32-bit bias of a quantised Conv, Gemm or MatMul.</summary>
internal sealed record QuantizedBias(Node Node, Value Integers, float[] Scales)
{
    /// <summary>Reads the bias of a node, if it has a quantised one.</summary>
    internal static bool TryRead(Node node, [NotNullWhen(true)] out QuantizedBias? bias)
    {
        bias = node.OpType is "Conv" or "Gemm" && node.HasInput(2)
            && node.Input(2).Producer is { OpType: "DequantizeLinear" } dequantize
            && dequantize.Input(0) is { Constant.Type: ElementType.Int32 } integers
            && dequantize.Input(1).Constant is { } scales
            ? new QuantizedBias(node, integers, scales.ToArray<float>())
            : null;
        return bias is not null;
    }

    /// <summary>Takes an error off the bias.</summary>
    /// <param name="graph">The graph of the node.</param>
    /// <param name="error">The mean error of each output channel, in real units.</param>
    internal void Subtract(Graph graph, double[] error)
    {
        var numbers = Integers.Constant!.ToArray<int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            var step = Scales[Scales.Length == 1 ? 0 : i];
            numbers[i] = (int)Math.Clamp(Math.Round(numbers[i] - (error[i] / step)), int.MinValue, int.MaxValue);
        }

        graph.SetInitializer(Integers, Tensor.Create<int>(numbers, Integers.Constant.Dimensions));
    }
}
