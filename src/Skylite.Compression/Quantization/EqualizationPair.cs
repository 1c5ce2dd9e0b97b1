using System.Diagnostics.CodeAnalysis;
using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>Two layers with nothing between them that would notice a positive factor per channel.</summary>
/// <param name="First">The layer whose output channels are scaled.</param>
/// <param name="Second">The layer whose input channels take the factor back.</param>
/// <param name="Clips">Clip nodes between them that must become Relu first.</param>
internal sealed record EqualizationPair(WeightedNode First, WeightedNode Second, IReadOnlyList<Node> Clips)
{
    /// <summary>Follows the output of a layer to the next layer, if there is exactly one way.</summary>
    internal static bool TryFollow(Graph graph, WeightedNode first, [NotNullWhen(true)] out EqualizationPair? pair)
    {
        pair = null;
        var clips = new List<Node>();
        var value = first.Node.Output(0);
        while (value.Uses is [var use] && !graph.IsOutput(value) && use.Index == 0)
        {
            var node = use.Node;
            if (WeightedNode.TryRead(node, out var second))
            {
                pair = new EqualizationPair(first, second, clips);
                return second.Weight.Uses.Count == 1 && InputChannels(second) == first.Channels;
            }

            if (node.OpType == "Clip" && FloatGraph.Bounds(node.Output(0)) is { Min: 0 })
            {
                clips.Add(node);
            }
            else if (!KeepsFactors(node))
            {
                return false;
            }

            value = node.Output(0);
        }

        return false;
    }

    /// <summary>The input channel that each weight of the second layer multiplies.</summary>
    internal static int InputChannel(WeightedNode layer, int index)
    {
        var dimensions = layer.Weight.Constant!.Dimensions;
        if (layer.Node.OpType != "Conv")
        {
            return layer.Axis == 0 ? (int)(index % dimensions[1]) : (int)(index / dimensions[1]);
        }

        var inner = layer.Weight.Constant.Count / (dimensions[0] * dimensions[1]);
        var output = index / inner / dimensions[1];
        var group = output / (dimensions[0] / layer.Node.Attributes.Int("group", 1));
        return (int)((group * dimensions[1]) + (index / inner % dimensions[1]));
    }

    // Flattening one place per channel leaves one column per channel.
    private static bool KeepsFactors(Node node) =>
        node.OpType is "Relu" or "LeakyRelu" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "Identity" or "Dropout"
        || (node.OpType == "Flatten" && node.Attributes.Int("axis", 1) == 1 && node.Input(0).Producer is { OpType: "GlobalAveragePool" });

    private static long InputChannels(WeightedNode layer)
    {
        var dimensions = layer.Weight.Constant!.Dimensions;
        return layer.Node.OpType == "Conv" ? dimensions[1] * layer.Node.Attributes.Int("group", 1) : dimensions[1 - layer.Axis];
    }
}
