namespace Skylite.Graphs;

/// <summary>Copies graphs.</summary>
public static class GraphClone
{
    /// <summary>
    /// A graph of the same names, nodes, order and metadata that can be changed without touching the original. Tensors are shared: they are immutable.
    /// </summary>
    public static Graph Clone(this Graph graph)
    {
        var copy = new Graph(graph.Name) { Opset = graph.Opset };
        foreach (var (domain, version) in graph.Domains)
        {
            copy.Domains[domain] = version;
        }

        foreach (var (key, text) in graph.Metadata)
        {
            copy.Metadata[key] = text;
        }

        foreach (var value in graph.Values.Values)
        {
            CopyValue(copy, value);
        }

        Func<Value?, Value?> counterpart = value => value is null ? null : copy.Values[value.Name];
        foreach (var node in graph.Nodes)
        {
            CopyNode(copy, node, counterpart);
        }

        foreach (var output in graph.Outputs)
        {
            copy.AddOutput(copy.Values[output.Name]);
        }

        return copy;
    }

    private static void CopyValue(Graph into, Value value)
    {
        if (value.IsInput)
        {
            into.AddInput(value.Name, value.Type, value.Shape);
        }
        else if (value.Constant is { } data)
        {
            into.AddInitializer(value.Name, data);
        }
        else
        {
            var copy = into.AddValue(value.Name);
            (copy.Type, copy.Shape) = (value.Type, value.Shape);
        }
    }

    private static void CopyNode(Graph into, Node node, Func<Value?, Value?> counterpart)
    {
        var copy = into.AddNode(
            node.Domain,
            node.OpType,
            node.Inputs.Select(counterpart),
            node.Outputs.Select(counterpart),
            node.Name);
        foreach (var (name, attribute) in node.Attributes)
        {
            copy.Attributes.Set(name, attribute is GraphAttribute.Subgraph subgraph ? new GraphAttribute.Subgraph(subgraph.Value.Clone()) : attribute);
        }
    }
}
