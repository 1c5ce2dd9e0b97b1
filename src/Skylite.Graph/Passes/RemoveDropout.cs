namespace Skylite.Graphs.Passes;

/// <summary>Takes Dropout out of a graph that is to be deployed: outside training it passes its input on.</summary>
public sealed class RemoveDropout : IPass
{
    /// <inheritdoc/>
    public string Id => "remove-dropout";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var idle = graph.Nodes.Where(n => n is { OpType: "Dropout", Domain: "" } && IsIdle(graph, n)).ToArray();
        var removed = idle.Count(new Bypass(graph).Try);
        new RemoveDeadNodes().Apply(graph);
        return removed;
    }

    private static bool IsIdle(Graph graph, Node node)
    {
        var mask = node.Outputs.ElementAtOrDefault(1);
        return mask is null or { Uses.Count: 0 } && (mask is null || !graph.IsOutput(mask));
    }
}
