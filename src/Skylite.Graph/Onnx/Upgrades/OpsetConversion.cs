using Skylite.Graphs.Passes;

namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Brings a graph that was just read to operator set 17.</summary>
internal static class OpsetConversion
{
    private static readonly ILookup<string, IUpgrade> BySpelling = KnownUpgrades.BySpelling.ToLookup(u => u.OpType, StringComparer.Ordinal);
    private static readonly ILookup<string, IUpgrade> ByShape = KnownUpgrades.ByShape.ToLookup(u => u.OpType, StringComparer.Ordinal);

    /// <summary>Rewrites the graph and its subgraphs in place.</summary>
    /// <exception cref="InvalidDataException">A node cannot be expressed in operator set 17; the message names it.</exception>
    public static void Run(Graph graph)
    {
        if (graph.Opset == Graph.CurrentOpset)
        {
            return;
        }

        foreach (var subgraph in graph.Nodes.SelectMany(n => n.Attributes).Select(a => a.Value).OfType<GraphAttribute.Subgraph>())
        {
            Run(subgraph.Value);
        }

        Apply(graph, BySpelling);
        if (graph.Nodes.Any(n => n.Domain.Length == 0 && ByShape.Contains(n.OpType)))
        {
            InferWherePossible(graph);
            Apply(graph, ByShape);
        }

        graph.Opset = Graph.CurrentOpset;
    }

    private static void Apply(Graph graph, ILookup<string, IUpgrade> rules)
    {
        foreach (var node in graph.Nodes.Where(n => n.Domain.Length == 0).ToArray())
        {
            foreach (var rule in rules[node.OpType])
            {
                try
                {
                    rule.Apply(new UpgradeContext(graph, node));
                }
                catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
                {
                    throw new InvalidDataException($"node '{node.Name}' ({node.OpType}, operator set {graph.Opset}): {e.Message}", e);
                }
            }
        }
    }

    private static void InferWherePossible(Graph graph)
    {
        try
        {
            ShapeInference.Run(graph);
        }
        catch (InvalidDataException)
        {
            // a graph that does not fit together can still be read, so that the checker can say what is wrong with it
        }
    }
}
