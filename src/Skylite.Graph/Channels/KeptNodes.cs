namespace Skylite.Graphs.Channels;

/// <summary>The nodes that <see cref="ChannelOptions.Keep"/> names or matches.</summary>
internal sealed class KeptNodes
{
    private readonly HashSet<Node> _nodes = [];

    public KeptNodes(Graph graph, IReadOnlySet<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            var matched = graph.Nodes.Where(n => NamePattern.Matches(pattern, n.Name)).ToArray();
            if (matched.Length == 0)
            {
                throw new ArgumentException($"Graph '{graph.Name}': {NearestNames.Describe("node to keep", pattern, [.. graph.Nodes.Select(n => n.Name)])}");
            }

            _nodes.UnionWith(matched);
        }
    }

    public bool Contains(Node node) => _nodes.Contains(node);
}
