using Skylite.Graphs;

namespace Skylite.Tests.Graphs;

internal static class GraphAssert
{
    /// <summary>Fails unless both graphs mean the same, bit for bit.</summary>
    public static void Same(Graph expected, Graph actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Opset, actual.Opset);
        Assert.Equal(expected.Domains, actual.Domains);
        Assert.Equal(expected.Metadata, actual.Metadata);
        Assert.Equal(expected.Inputs.Select(Describe), actual.Inputs.Select(Describe));
        Assert.Equal(expected.Outputs.Select(Describe), actual.Outputs.Select(Describe));
        Assert.Equal(expected.Initializers.Select(Describe), actual.Initializers.Select(Describe));
        Assert.Equal(expected.Nodes.Select(Describe), actual.Nodes.Select(Describe));
        foreach (var output in expected.Nodes.SelectMany(n => n.Outputs).OfType<Value>().Where(v => v.Type != ElementType.Undefined))
        {
            Assert.Equal(Describe(output), Describe(actual.Values[output.Name]));
        }

        foreach (var (a, b) in expected.Nodes.Zip(actual.Nodes))
        {
            foreach (var ((_, left), (_, right)) in a.Attributes.Zip(b.Attributes))
            {
                if (left is GraphAttribute.Subgraph inner)
                {
                    Same(inner.Value, ((GraphAttribute.Subgraph)right).Value);
                }
            }
        }
    }

    private static string Describe(Value value) =>
        $"{value}{(value.Constant is { } data ? Convert.ToHexString(data.Bytes.Span) : string.Empty)}";

    private static string Describe(Node node) =>
        $"{node.Domain}:{node}({string.Join(", ", node.Inputs.Select(v => v?.Name ?? "-"))})→({string.Join(", ", node.Outputs.Select(v => v?.Name ?? "-"))}) "
        + string.Join("; ", node.Attributes.Select(a => $"{a.Key}={Describe(a.Value)}"));

    private static string Describe(GraphAttribute attribute) => attribute switch
    {
        GraphAttribute.Float f => $"float {BitConverter.SingleToInt32Bits(f.Value)}",
        GraphAttribute.Floats f => "floats " + string.Join(',', f.Values.Select(BitConverter.SingleToInt32Bits)),
        GraphAttribute.Ints i => "ints " + string.Join(',', i.Values),
        GraphAttribute.Texts t => "texts " + string.Join('|', t.Values),
        GraphAttribute.Constant c => $"tensor {c.Value} {Convert.ToHexString(c.Value.Bytes.Span)}",
        GraphAttribute.Subgraph => "subgraph",
        _ => attribute.ToString(),
    };
}
