namespace Skylite.Graphs.Passes;

/// <summary>Takes nodes out of a graph that only pass their first input on.</summary>
public static class Bypass
{
    /// <summary>
    /// Removes the node and makes the consumers of its first output take its first input. The graph's output keeps its name.
    /// </summary>
    /// <returns>False, and nothing is changed, when the name of a graph output would be lost or a subgraph uses one of the names.</returns>
    public static bool Try(Graph graph, Node node)
    {
        var (from, to) = (node.Output(0), node.Input(0));
        if (graph.Nodes.Any(n => HasSubgraph(n) && n.CapturedNames().Any(name => name == from.Name || name == to.Name)))
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
