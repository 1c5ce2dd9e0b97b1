namespace Skylite.Graphs.Operators;

/// <summary>What a shape rule sees: the node, its inputs' types, shapes and known contents, and where to put its outputs' types and shapes.</summary>
public sealed class ShapeContext
{
    private const int MostIntegers = 1 << 16;

    private readonly Func<Value, Tensor?> _constantOf;
    private readonly Func<Value, IReadOnlyList<SymbolicInteger>?> _elementsOf;

    /// <summary>Makes the context of one node.</summary>
    /// <param name="graph">The graph that the node belongs to.</param>
    /// <param name="node">The node.</param>
    /// <param name="constantOf">Finds the contents of a value where they are known without running the graph.</param>
    /// <param name="elementsOf">Finds the elements of a value that carries a shape, where only some are numbers.</param>
    public ShapeContext(
        Graph graph,
        Node node,
        Func<Value, Tensor?> constantOf,
        Func<Value, IReadOnlyList<SymbolicInteger>?>? elementsOf = null)
    {
        Graph = graph;
        Node = node;
        _constantOf = constantOf;
        _elementsOf = elementsOf ?? (_ => null);
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

    /// <summary>Contents of an integer input where they are known without running the graph, and few enough to be a shape, axes or indices.</summary>
    public long[]? IntegersOf(int input) => ConstantOf(input) is { Count: <= MostIntegers } constant && !constant.Type.IsFloating() ? constant.ToInt64() : null;

    /// <summary>Elements of an integer input as far as they are known: numbers, multiples of named lengths, or single unknown ones.</summary>
    public IReadOnlyList<SymbolicInteger>? ElementsOf(int input) =>
        IntegersOf(input) is { } numbers ? Array.ConvertAll(numbers, SymbolicInteger.Of)
            : Node.HasInput(input) ? _elementsOf(Node.Input(input))
            : null;

    /// <summary>Shape of an input that must have so many axes, or <see langword="null"/> when it is unknown.</summary>
    /// <exception cref="InvalidDataException">The input has another number of axes.</exception>
    public Shape? ShapeOf(int input, int rank) =>
        ShapeOf(input) is not { } shape || shape.Rank == rank ? ShapeOf(input) : throw Error($"input {input} must have {rank} axes.");

    /// <summary>Sets type and shape of an output, if the node has that output.</summary>
    public void SetOutput(int output, ElementType type, Shape? shape)
    {
        if (output < Node.Outputs.Count && Node.Outputs[output] is { } value)
        {
            (value.Type, value.Shape) = (type, shape);
        }
    }

    /// <summary>Gives the first output the first input's type and this shape.</summary>
    public void SetOutput(Shape? shape) => SetOutput(0, TypeOf(0), shape);

    /// <summary>The error of a node whose inputs do not fit.</summary>
    public InvalidDataException Error(string what) =>
        new($"Node '{Node.Name}' ({Node.OpType}): {what} Inputs: {string.Join(", ", Node.Inputs.Select(v => v?.ToString() ?? "none"))}.");
}
