using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Compression.Quantization;

/// <summary>Brings a float graph into the form that quantisation, equalisation and bias correction expect.</summary>
internal static class FloatGraph
{
    /// <summary>
    /// A copy with batch normalisation folded, transposed convolutions written as convolutions,
    /// Gemm's factors multiplied into its weights, and equal weights stored once.
    /// </summary>
    /// <exception cref="QuantizationException">The graph is quantised already.</exception>
    internal static Graph Prepare(Graph graph)
    {
        if (graph.Nodes.FirstOrDefault(n => n.OpType is "QuantizeLinear" or "DequantizeLinear") is { } node)
        {
            throw new QuantizationException($"'{graph.Name}' is quantised already: it holds '{node}'. Start from the float graph.");
        }

        var copy = graph.Clone();
        new RemoveDropout().Apply(copy);
        new FoldConstants().Apply(copy);
        new FoldBatchNorm().Apply(copy);
        new ConvolveTransposed().Apply(copy);
        foreach (var gemm in copy.Nodes.Where(n => n.OpType == "Gemm"))
        {
            FoldFactors(copy, gemm);
        }

        new RemoveDeadNodes().Apply(copy);
        new ShareWeights().Apply(copy);
        return copy;
    }

    /// <summary>The bounds that a Relu or Clip imposes on its output; null for any other value.</summary>
    internal static ActivationRange? Bounds(Value value) => value.Producer switch
    {
        { OpType: "Relu" } => new ActivationRange(0, float.MaxValue),
        { OpType: "Sigmoid" } => new ActivationRange(0, 1),
        { OpType: "Clip" } clip => new ActivationRange(Bound(clip, 1, "min", float.MinValue), Bound(clip, 2, "max", float.MaxValue)),
        _ => null,
    };

    private static float Bound(Node clip, int input, string attribute, float otherwise) =>
        !clip.HasInput(input) ? clip.Attributes.Float(attribute, otherwise)
        : clip.Input(input).Constant is { Type: ElementType.Float, Count: 1 } bound ? bound.Span<float>()[0]
        : otherwise;

    private static void FoldFactors(Graph graph, Node gemm)
    {
        Fold(1, "alpha");
        Fold(2, "beta");

        void Fold(int input, string name)
        {
            var factor = gemm.Attributes.Float(name, 1);
            if (factor == 1 || !gemm.HasInput(input) || gemm.Input(input).Constant is not { Type: ElementType.Float } tensor)
            {
                return;
            }

            var scaled = Array.ConvertAll(tensor.ToArray<float>(), v => v * factor);
            gemm.SetInput(input, graph.AddInitializer(graph.FreshName($"{gemm.Input(input).Name}_scaled"), Tensor.Create<float>(scaled, tensor.Dimensions)));
            gemm.Attributes.Remove(name);
        }
    }
}
