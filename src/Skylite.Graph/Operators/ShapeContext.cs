namespace Skylite.Graphs.Operators;

/// <summary>What a shape rule sees: the node, its inputs' types, shapes and known contents, and where to put its outputs' types and shapes.</summary>
public sealed class ShapeContext
{
    private readonly Func<Value, Tensor?> _constantOf;

    /// <summary>Makes the context of one node.</summary>
    /// <param name="graph">The graph that the node belongs to.</param>
    /// <param name="node">The node.</param>
    /// <param name="constantOf">Finds the contents of a value where they are known without running the graph.</param>
    public ShapeContext(Graph graph, Node node, Func<Value, Tensor?> constantOf)
    {
        Graph = graph;
        Node = node;
        _constantOf = constantOf;
    }

    /// <summary>The graph that the node belongs to.</summary>
    public Graph Graph { get; }

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>The node's attributes.</summary>
    public AttributeMap Attributes => Node.Attributes;

    /// <summary>Shape of an input, or <see langword="null"/> when it is unknown or the input is left out.</summary>
    public Shape? ShapeOf(int input) => Node.HasInput(input) ? Node.Input(input).Shape : null;

    /// <summary>Element type of an input.</summary>
    public ElementType TypeOf(int input) => Node.HasInput(input) ? Node.Input(input).Type : ElementType.Undefined;

    /// <summary>Contents of an input where they are known without running the graph.</summary>
    public Tensor? ConstantOf(int input) => Node.HasInput(input) ? _constantOf(Node.Input(input)) : null;

    /// <summary>Sets type and shape of an output, if the node has that output.</summary>
    public void SetOutput(int output, ElementType type, Shape? shape)
    {
        if (output < Node.Outputs.Count && Node.Outputs[output] is { } value)
        {
            (value.Type, value.Shape) = (type, shape);
        }
    }

    /// <summary>The error of a node whose inputs do not fit.</summary>
    public InvalidDataException Error(string what) =>
        new($"Node '{Node.Name}' ({Node.OpType}): {what} Inputs: {string.Join(", ", Node.Inputs.Select(v => v?.ToString() ?? "none"))}.");
}
