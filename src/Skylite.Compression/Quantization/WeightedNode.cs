using System.Diagnostics.CodeAnalysis;
using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>A Conv, Gemm or MatMul with constant float weights, seen as output channels × the rest.</summary>
/// <param name="Node">The node.</param>
/// <param name="Weight">Its weights.</param>
/// <param name="Bias">Its bias, one number for each output channel, if it has one.</param>
/// <param name="Axis">The axis of the weights that counts output channels.</param>
public sealed record WeightedNode(Node Node, Value Weight, Value? Bias, int Axis)
{
    /// <summary>Number of output channels.</summary>
    public int Channels => (int)Weight.Constant!.Dimensions[Axis];

    /// <summary>Reads a node.</summary>
    /// <param name="node">Any node.</param>
    /// <param name="weighted">What was read.</param>
    /// <returns>Whether it is such a node, in a form that can be quantised.</returns>
    public static bool TryRead(Node node, [NotNullWhen(true)] out WeightedNode? weighted)
    {
        weighted = null;
        if (node.Domain.Length > 0 || node.OpType is not ("Conv" or "Gemm" or "MatMul") || node.Inputs.Count < 2
            || node.Inputs[0] is not { Constant: null } || node.Inputs[1] is not { Constant: { Type: ElementType.Float, Rank: >= 2 } tensor } weight)
        {
            return false;
        }

        var axis = node.OpType switch
        {
            "Conv" => 0,
            "Gemm" when node.Attributes.Int("transA", 0) != 0 => -1,
            "Gemm" => node.Attributes.Int("transB", 0) != 0 ? 0 : 1,
            _ => tensor.Rank == 2 ? 1 : -1,
        };
        if (axis < 0)
        {
            return false;
        }

        var bias = node.HasInput(2) ? node.Input(2) : null;
        if (bias is not null && (bias.Constant is not { Type: ElementType.Float } constant || constant.Count != tensor.Dimensions[axis]))
        {
            return false;
        }

        weighted = new WeightedNode(node, weight, bias, axis);
        return true;
    }

    /// <summary>Calls an action for each weight with its output channel.</summary>
    internal void ForEach(Action<int, int> visit)
    {
        var dimensions = Weight.Constant!.Dimensions;
        var inner = 1L;
        for (var i = Axis + 1; i < dimensions.Length; i++)
        {
            inner *= dimensions[i];
        }

        var count = (int)Weight.Constant.Count;
        for (var i = 0; i < count; i++)
        {
            visit(i, (int)(i / inner % dimensions[Axis]));
        }
    }
}
