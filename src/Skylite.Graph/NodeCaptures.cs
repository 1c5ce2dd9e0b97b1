namespace Skylite.Graphs;

/// <summary>What the subgraphs of a node (the bodies of If and Loop) take from the graph around them.</summary>
public static class NodeCaptures
{
    /// <summary>The names of the values around a node that its subgraphs use, at any depth.</summary>
    public static IEnumerable<string> CapturedNames(this Node node) =>
        node.Attributes.Select(a => a.Value).OfType<GraphAttribute.Subgraph>().SelectMany(s => CapturedNames(s.Value)).Distinct(StringComparer.Ordinal);

    internal static IEnumerable<string> CapturedNames(Graph subgraph) =>
        subgraph.Captures.Select(c => c.Name).Concat(
            subgraph.Nodes.SelectMany(CapturedNames).Where(name => !subgraph.TryGetValue(name, out var own) || own.IsCapture));
}
