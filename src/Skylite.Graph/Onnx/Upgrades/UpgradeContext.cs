namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>A node to bring to operator set 17, and the means to do so.</summary>
internal sealed class UpgradeContext(Graph graph, Node node)
{
    public Graph Graph => graph;

    public Node Node => node;

    /// <summary>The operator set that the node follows now.</summary>
    public int Opset => graph.Opset;

    /// <summary>The contents of an input that is stored in the file, as an initializer or a Constant node.</summary>
    public Tensor? ConstantOf(int input) =>
        !node.HasInput(input) ? null
            : node.Input(input).Constant
            ?? (node.Input(input).Producer is { OpType: "Constant", Domain: "" } constant ? constant.Attributes.Tensor("value") : null);

    /// <summary>
    /// The floating type that the node computes in: of its first input or, where that has none yet, of the nearest value before it that has one.
    /// </summary>
    public ElementType FloatingType()
    {
        var value = node.Input(0);
        while (!value.Type.IsFloating() && value.Producer is { } producer)
        {
            if (producer.OpType == "Cast")
            {
                return (ElementType)producer.Attributes.Int("to", (int)ElementType.Float) is var to && to.IsFloating() ? to : ElementType.Float;
            }

            if (producer.Inputs.OfType<Value>().OrderBy(v => !v.Type.IsFloating()).FirstOrDefault() is not { } before)
            {
                break;
            }

            value = before;
        }

        return value.Type.IsFloating() ? value.Type : ElementType.Float;
    }

    /// <summary>Sets an input, leaving out those between the present ones and it.</summary>
    public void SetInput(int index, Value? value)
    {
        while (node.Inputs.Count < index)
        {
            node.SetInput(node.Inputs.Count, null);
        }

        node.SetInput(index, value);
    }

    /// <summary>Sets an input to a new initializer.</summary>
    public void SetInput(int index, string what, Tensor data) => SetInput(index, graph.AddInitializer(graph.FreshName($"{node.Name}.{what}"), data));

    /// <summary>Puts a node with one output before this one.</summary>
    public Value Before(string opType, string what, params IEnumerable<Value?> inputs)
    {
        var name = graph.FreshName($"{node.Name}.{what}");
        var added = graph.AddNode(opType, inputs, [graph.AddValue(name)], name, node);
        return added.Output(0);
    }

    /// <summary>Makes a node of ONNX's own set give this node's first output in its place.</summary>
    public Node Replace(string opType, params IEnumerable<Value?> inputs)
    {
        var given = inputs.ToArray();
        var output = node.Output(0);
        node.TrimOutputs(0);
        var added = graph.AddNode(opType, given, [output], node.Name, node);
        graph.RemoveNode(node);
        return added;
    }

    /// <summary>The error of a node that operator set 17 cannot express.</summary>
    public InvalidDataException Error(string what) =>
        new($"node '{node.Name}' ({node.OpType}, operator set {Opset}): {what} Operator set {Graph.CurrentOpset}, which Skylite uses, cannot express that.");
}
