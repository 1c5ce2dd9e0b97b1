using System.Globalization;
using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Imagery;

namespace Skylite.Workbench.Models;

/// <summary>The shapes in which a model is tried and measured where it leaves lengths open.</summary>
public static class InputShapes
{
    private const int Bands = 3;
    private static readonly int[] Sides = [224, 256, 64, 32, 128, 512, 299];

    /// <summary>
    /// Whole shapes for every input: what the user states, what the model fixes, its metadata;
    /// otherwise batch 1, three bands, and the first usual side that its layers accept.
    /// </summary>
    /// <param name="graph">The model; it stays as it is.</param>
    /// <param name="stated">Shapes by name of the input.</param>
    /// <exception cref="ArgumentException">A stated name is no input, or a stated shape contradicts the model.</exception>
    /// <exception cref="InvalidDataException">A length is open and nothing says what it may be.</exception>
    public static IReadOnlyDictionary<string, Shape> Of(Graph graph, IReadOnlyDictionary<string, Shape> stated)
    {
        foreach (var name in stated.Keys.Where(name => !Fed(graph).Any(i => i.Name == name)))
        {
            throw new ArgumentException(NearestNames.Describe("input", name, [.. Fed(graph).Select(i => i.Name)]));
        }

        var facts = ModelFacts.Read(graph)?.Preprocessing;
        InvalidDataException? refused = null;
        foreach (var side in facts is null ? Sides : [facts.Height])
        {
            var shapes = Fed(graph).ToDictionary(i => i.Name, i => stated.TryGetValue(i.Name, out var shape) ? Agreed(i, shape) : Complete(i, side, facts));
            try
            {
                Fix(graph.Clone(), shapes);
                return shapes;
            }
            catch (InvalidDataException e)
            {
                refused ??= e;
            }
        }

        throw new InvalidDataException(
            $"No usual size of its inputs fits '{graph.Name}': {refused!.Message} State one with --shape NAME=1,3,224,224.", refused);
    }

    /// <summary>Shapes for a variant of a model whose inputs may have lost bands: what the variant fixes, otherwise the given lengths.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="shapes">Whole shapes for the model.</param>
    public static IReadOnlyDictionary<string, Shape> For(Graph variant, IReadOnlyDictionary<string, Shape> shapes) => Fed(variant).ToDictionary(
        i => i.Name, i => i.Shape is { } own ? new Shape([.. own.Zip(shapes[i.Name]).Select(d => d.First.IsKnown ? d.First : d.Second)]) : shapes[i.Name]);

    /// <summary>Reads shapes such as <c>image=1,3,224,224</c>.</summary>
    /// <exception cref="ArgumentException">A text is not a name and lengths.</exception>
    public static IReadOnlyDictionary<string, Shape> Parse(IEnumerable<string> texts)
    {
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text.LastIndexOf('=');
            var lengths = equals > 0 ? Lengths(text[(equals + 1)..]) : null;
            shapes[lengths is null ? text : text[..equals]] = lengths
                ?? throw new ArgumentException($"A shape is the name of an input and its lengths, such as image=1,3,224,224; '{text}' is not.");
        }

        return shapes;
    }

    /// <summary>Gives inputs that the file says no shape of as many open axes as are stated, so that everything behind them can be inferred.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="stated">Shapes by name of the input.</param>
    public static void Open(Graph graph, IReadOnlyDictionary<string, Shape> stated)
    {
        foreach (var input in Fed(graph).Where(i => i.Shape is null && stated.ContainsKey(i.Name)))
        {
            input.Shape = new Shape([.. stated[input.Name].Select((_, axis) => Dimension.Named($"{input.Name}_{axis}"))]);
        }
    }

    /// <summary>Gives the inputs of a graph these shapes and infers all others.</summary>
    public static Graph Fix(Graph graph, IReadOnlyDictionary<string, Shape> shapes)
    {
        foreach (var input in Fed(graph))
        {
            input.Shape = shapes[input.Name];
        }

        ShapeInference.Run(graph);
        return graph;
    }

    /// <summary>The number of samples that a model takes at once, where it fixes that; else <see langword="null"/>.</summary>
    internal static int? FixedBatch(Graph graph) => Fed(graph).First().Shape is { Rank: > 0 } shape && shape[0].IsKnown ? (int)shape[0].Length : null;

    /// <summary>Whole shapes as ONNX Runtime's lengths.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<long>> ToLengths(IReadOnlyDictionary<string, Shape> shapes) =>
        shapes.ToDictionary(s => s.Key, IReadOnlyList<long> (s) => s.Value.ToLengths());

    /// <summary>The inputs that a caller feeds, without initializers that are listed among them.</summary>
    internal static IEnumerable<Value> Fed(Graph graph) => graph.Inputs.Where(i => i.Constant is null);

    private static Shape? Lengths(string text)
    {
        var lengths = new List<long>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0)
            {
                return null;
            }

            lengths.Add(length);
        }

        return Shape.Of([.. lengths]);
    }

    private static Shape Agreed(Value input, Shape stated)
    {
        var fits = input.Shape is not { } own || (own.Rank == stated.Rank && own.Zip(stated).All(p => !p.First.IsKnown || p.First.Length == p.Second.Length));
        return fits ? stated : throw new ArgumentException($"The input '{input.Name}' has the shape {input.Shape}, which {stated} does not fit.");
    }

    private static Shape Complete(Value input, int side, Preprocessing? facts)
    {
        var shape = input.Shape ?? throw new InvalidDataException($"The input '{input.Name}' has no shape. State one with --shape {input.Name}=1,3,224,224.");
        return new Shape([.. shape.Select((d, axis) => d.IsKnown ? d : (axis, shape.Rank) switch
        {
            (0, _) => 1,
            (1, 4) => facts?.Bands.Count ?? Bands,
            (2, 4) => side,
            (3, 4) => facts?.Width ?? side,
            _ => throw new InvalidDataException(
                $"Axis {axis} of the input '{input}' is open, and nothing says how long it may be. "
                + $"State the shape with --shape {input.Name}=… and {shape.Rank} lengths."),
        })]);
    }
}
