namespace Skylite.Graphs.Passes;

/// <summary>Removes nodes, initializers and values that no output of the graph depends on. Graph inputs stay.</summary>
public sealed class RemoveDeadNodes : IPass
{
    /// <inheritdoc/>
    public string Id => "remove-dead-nodes";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var live = new HashSet<Value>(graph.Outputs);
        var dead = new HashSet<Node>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Outputs.Any(o => o is not null && live.Contains(o)))
            {
                dead.Add(node);
                continue;
            }

            live.UnionWith(node.Inputs.OfType<Value>());
            live.UnionWith(node.CapturedNames().Where(graph.Values.ContainsKey).Select(name => graph.Values[name]));
        }

        graph.RemoveNodes(dead.Contains);
        foreach (var value in graph.Values.Values.Where(v => !v.IsInput && !live.Contains(v) && v.Producer is null).ToArray())
        {
            graph.RemoveValue(value);
        }

        return dead.Count;
    }
}
