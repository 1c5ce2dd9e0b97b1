namespace Skylite.Graphs.Passes;

/// <summary>
/// Takes nodes out of a graph that only pass their first input on. Names that subgraphs
/// use are looked up once, so that a long chain takes no longer than its nodes.
/// </summary>
/// <param name="graph">The graph; as long as this is used, its subgraphs stay as they are.</param>
public sealed class Bypass(Graph graph)
{
    private readonly HashSet<string> _captured = graph.Nodes.Where(HasSubgraph).SelectMany(n => n.CapturedNames()).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a subgraph uses the name of a value.</summary>
    /// <param name="value">A value of the graph.</param>
    public bool IsCaptured(Value value) => _captured.Contains(value.Name);

    /// <summary>
    /// Removes the node and makes the consumers of its first output take its first input. The graph's output keeps its name.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <returns>False, and nothing is changed, when the name of a graph output would be lost or a subgraph uses one of the names.</returns>
    public bool Try(Node node)
    {
        var (from, to) = (node.Output(0), node.Input(0));
        if (IsCaptured(from) || IsCaptured(to))
        {
            return false;
        }

        if (!graph.IsOutput(from))
        {
            graph.RemoveNode(node);
            graph.ReplaceUses(from, to);
            graph.RemoveValue(from);
            return true;
        }

        if (to.Producer is null || graph.IsOutput(to))
        {
            return false;
        }

        var name = from.Name;
        graph.RemoveNode(node);
        graph.ReplaceUses(from, to);
        graph.RemoveValue(from);
        graph.Rename(to, name);
        return true;
    }

    private static bool HasSubgraph(Node node) => node.Attributes.Any(a => a.Value is GraphAttribute.Subgraph);
}
