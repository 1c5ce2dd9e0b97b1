namespace Skylite.Graphs.Passes;

/// <summary>
/// Copies the nodes of a subgraph into the graph around it, before the node that the subgraph belongs to; or those of a whole model behind all others.
/// </summary>
/// <param name="graph">The graph around.</param>
/// <param name="before">The node that the subgraph belongs to; <see langword="null"/> for a model, which takes nothing from around it.</param>
/// <param name="body">The subgraph.</param>
internal sealed class SubgraphInliner(Graph graph, Node? before, Graph body)
{
    private readonly Dictionary<Value, Value> _stored = [];

    /// <summary>Copies the subgraph once more; its initializers are shared between the copies.</summary>
    /// <param name="inputs">What the subgraph's inputs are.</param>
    /// <returns>What its outputs are.</returns>
    public Value[] Inline(Value[] inputs)
    {
        var map = new Dictionary<Value, Value>();
        foreach (var (inner, given) in body.Inputs.Zip(inputs))
        {
            map[inner] = given;
        }

        foreach (var node in body.Nodes)
        {
            Copy(node, map);
        }

        return [.. body.Outputs.Select(o => Find(o, map))];
    }

    private Value Find(Value inner, Dictionary<Value, Value> map)
    {
        if (map.TryGetValue(inner, out var found) || _stored.TryGetValue(inner, out found))
        {
            return found;
        }

        if (inner.Constant is { } data)
        {
            return _stored[inner] = graph.AddInitializer(graph.FreshName(inner.Name), data);
        }

        return before is not null && graph.TryGetValue(inner.Name, out var captured)
            ? captured
            : throw new InvalidDataException(
                $"{(before is null ? $"'{body.Name}'" : $"A subgraph of node '{before.Name}' ({before.OpType})")} takes '{inner.Name}', which nothing gives.");
    }

    private void Copy(Node node, Dictionary<Value, Value> map)
    {
        var inputs = node.Inputs.Select(v => v is null ? null : Find(v, map)).ToArray();
        var captured = node.CapturedNames()
            .Where(body.Values.ContainsKey)
            .ToDictionary(name => name, name => Find(body.Values[name], map).Name, StringComparer.Ordinal);
        foreach (var output in node.Outputs.OfType<Value>())
        {
            var own = graph.AddValue(graph.FreshName(output.Name));
            (own.Type, own.Shape) = (output.Type, output.Shape);
            map[output] = own;
        }

        var copy = graph.AddNode(node.Domain, node.OpType, inputs, node.Outputs.Select(o => o is null ? null : map[o]), node.Name, before);
        foreach (var (name, attribute) in node.Attributes)
        {
            copy.Attributes.Set(
                name, attribute is GraphAttribute.Subgraph subgraph ? new GraphAttribute.Subgraph(Renamed(subgraph.Value.Clone(), captured)) : attribute);
        }
    }

    // A subgraph within the subgraph captures by name, and the names have changed.
    private static Graph Renamed(Graph inner, Dictionary<string, string> names)
    {
        foreach (var node in inner.Nodes)
        {
            foreach (var (name, attribute) in node.Attributes.ToArray())
            {
                if (attribute is GraphAttribute.Subgraph deeper)
                {
                    var seen = names.Where(n => !inner.TryGetValue(n.Key, out var own) || own.IsCapture).ToDictionary(StringComparer.Ordinal);
                    node.Attributes.Set(name, new GraphAttribute.Subgraph(Renamed(deeper.Value, seen)));
                }
            }
        }

        foreach (var capture in inner.Captures.Where(c => names.TryGetValue(c.Name, out var other) && other != c.Name).ToArray())
        {
            var name = names[capture.Name];
            if (inner.TryGetValue(name, out var taken))
            {
                inner.Rename(taken, inner.FreshName(name));
            }

            inner.Rename(capture, name);
        }

        return inner;
    }
}
