using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>What static quantisation will do to a graph: which values are rounded, which share a scale, which weights become integers.</summary>
public sealed class QuantizationPlan
{
    internal QuantizationPlan(
        IReadOnlyList<QuantizationPoint> points, IReadOnlyList<WeightedNode> weighted, IReadOnlyList<Node> keptFloat, IReadOnlyDictionary<Value, int> groups)
    {
        Points = points;
        Weighted = weighted;
        KeptFloat = keptFloat;
        Groups = groups;
    }

    /// <summary>The values that are rounded, in topological order.</summary>
    public IReadOnlyList<QuantizationPoint> Points { get; }

    /// <summary>The nodes whose weights become integers.</summary>
    public IReadOnlyList<WeightedNode> Weighted { get; }

    /// <summary>The Conv, ConvTranspose, Gemm and MatMul nodes that stay in float.</summary>
    public IReadOnlyList<Node> KeptFloat { get; }

    /// <summary>The group of each rounded value.</summary>
    internal IReadOnlyDictionary<Value, int> Groups { get; }

    /// <summary>
    /// The names of the values whose range must be observed. Values that only pass on another's range are left out, so every group has at least one.
    /// </summary>
    public IReadOnlyList<string> Observed =>
    [
        .. Points
            .Where(p => p.Value.Producer is not { } n
                || QuantizationRoles.Of(n) is not (QuantizationRole.SharedScale or QuantizationRole.Joining) || !PassesOn(n, p.Group))
            .Select(p => p.Value.Name),
    ];

    // What is joined from another group too, as values of both signs and a Relu's, has a wider range than either.
    private bool PassesOn(Node node, int group) =>
        QuantizationRoles.Activations(node, QuantizationRoles.Of(node)).All(v => Groups.TryGetValue(v, out var from) && from == group);
}
