using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Passes;

/// <summary>Infers element type and shape of every value from the graph's inputs, following shapes that the graph itself computes.</summary>
public sealed class ShapeInference : IPass
{
    private const int LargestContents = 1024;

    /// <inheritdoc/>
    public string Id => "infer-shapes";

    /// <summary>Infers all shapes anew. Outputs of operators that Skylite does not know keep what they declare.</summary>
    /// <param name="graph">The graph whose values get types and shapes.</param>
    /// <param name="lengths">Numbers for named axis lengths of the inputs, such as the batch; the inputs then have these lengths.</param>
    /// <exception cref="InvalidDataException">The shapes do not fit each other; the message names the node.</exception>
    public static void Run(Graph graph, IReadOnlyDictionary<string, long>? lengths = null) =>
        Analyse(graph, new KnownContents(LargestContents, weights: false), lengths);

    /// <summary>
    /// The shapes that values have where named axes have these lengths. The graph keeps its own,
    /// but must not be read meanwhile: a copy would take several times the memory.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="lengths">Numbers for named axis lengths of the inputs.</param>
    /// <exception cref="InvalidDataException">The shapes do not fit each other; the message names the node.</exception>
    internal static Dictionary<Value, Shape?> ShapesAt(Graph graph, IReadOnlyDictionary<string, long> lengths)
    {
        var own = graph.Values.Values.Where(v => v.Constant is null).Select(v => (Value: v, v.Type, v.Shape)).ToArray();
        try
        {
            Run(graph, lengths);
            return own.ToDictionary(v => v.Value, v => v.Value.Shape);
        }
        finally
        {
            foreach (var (value, type, shape) in own)
            {
                (value.Type, value.Shape) = (type, shape);
            }
        }
    }

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        Run(graph);
        return 0;
    }

    /// <summary>Infers all shapes and returns the contents that are known on the way.</summary>
    internal static KnownContents Analyse(Graph graph, KnownContents contents, IReadOnlyDictionary<string, long>? lengths = null)
    {
        foreach (var input in graph.Inputs.Where(i => i.Shape is not null && lengths is not null))
        {
            input.Shape = Substitute(input.Shape!, lengths!);
        }

        foreach (var node in graph.Nodes)
        {
            if (KnownOperators.Find(node) is { } op)
            {
                Infer(graph, node, op, contents);
            }
            else if (lengths is not null)
            {
                KeepDeclared(node, lengths);
            }
        }

        return contents;
    }

    private static void Infer(Graph graph, Node node, IOperator op, KnownContents contents)
    {
        if (!op.Arity.Allows(node))
        {
            throw new InvalidDataException(
                $"Node '{node.Name}' ({node.OpType}) has {node.Inputs.Count} inputs and {node.Outputs.Count} outputs, which the operator does not take.");
        }

        try
        {
            op.InferShapes(new ShapeContext(graph, node, contents.ConstantOf, contents.ElementsOf));
            contents.Learn(node, op);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException
            || (e is InvalidDataException && !e.Message.StartsWith("Node", StringComparison.Ordinal)))
        {
            var inputs = string.Join(", ", node.Inputs.Select(v => v?.ToString() ?? "none"));
            throw new InvalidDataException($"Node '{node.Name}' ({node.OpType}): {e.Message} Inputs: {inputs}.", e);
        }
    }

    // What the file declares of an operator's results that Skylite does not know is all there is; named lengths in it mean what they mean at the inputs.
    private static void KeepDeclared(Node node, IReadOnlyDictionary<string, long> lengths)
    {
        foreach (var output in node.Outputs.OfType<Value>().Where(o => o.Shape is not null))
        {
            output.Shape = Substitute(output.Shape!, lengths);
        }
    }

    private static Shape Substitute(Shape shape, IReadOnlyDictionary<string, long> lengths) =>
        new([.. shape.Select(d => d.Symbol is { } symbol && lengths.TryGetValue(symbol, out var length) ? length : d)]);
}
