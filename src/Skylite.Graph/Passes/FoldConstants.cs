using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Passes;

/// <summary>
/// Computes what does not depend on the graph's inputs once and for all: Constant nodes, weights behind Transpose or Cast, and shape arithmetic
/// whose lengths are known become initializers, and Identity nodes go away.
/// </summary>
public sealed class FoldConstants : IPass
{
    private const long LargestNew = 1 << 16;

    /// <inheritdoc/>
    public string Id => "fold-constants";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var contents = ShapeInference.Analyse(graph, new KnownContents(LargestNew, weights: true));
        var folded = new Dictionary<Node, Tensor[]>();
        foreach (var node in graph.Nodes.Where(n => KnownOperators.Find(n) is IFoldable))
        {
            var results = node.Outputs.OfType<Value>().Select(contents.ConstantOf).OfType<Tensor>().ToArray();
            if (results.Length > 0 && results.Length == node.Outputs.Count(o => o is not null))
            {
                folded[node] = results;
            }
        }

        var outputs = folded.Keys.ToDictionary(node => node, node => node.Outputs.OfType<Value>().ToArray());
        graph.RemoveNodes(folded.ContainsKey);
        foreach (var (node, values) in outputs)
        {
            for (var i = 0; i < values.Length; i++)
            {
                graph.MakeInitializer(values[i], folded[node][i]);
            }
        }

        var identities = graph.Nodes.Where(n => n is { OpType: "Identity", Domain: "" }).ToArray();
        var bypassed = identities.Count(n => Bypass.Try(graph, n));
        new RemoveDeadNodes().Apply(graph);
        return folded.Count + bypassed;
    }
}
