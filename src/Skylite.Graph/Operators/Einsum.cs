namespace Skylite.Graphs.Operators;

/// <summary>Einstein's summation over any number of inputs, by an equation such as <c>bhid,bhjd->bhij</c>; "..." stands for leading axes that broadcast.</summary>
internal sealed class Einsum : IOperator
{
    private const string Ellipsis = "...";

    public string OpType => "Einsum";

    public Arity Arity => new(1, Arity.Many);

    public void InferShapes(ShapeContext context)
    {
        var shapes = context.Node.Inputs.Select(v => v?.Shape).ToArray();
        if (shapes.Any(s => s is null))
        {
            context.SetOutput(null);
            return;
        }

        var (terms, result) = Parse(context.Node);
        if (terms.Length != shapes.Length)
        {
            throw context.Error($"the equation has {terms.Length} terms for {shapes.Length} inputs.");
        }

        var (lengths, broadcast) = Lengths(context, terms, shapes!);
        var dimensions = new List<Dimension>();
        for (var i = 0; i < result.Length; i++)
        {
            if (result[i] == '.')
            {
                dimensions.AddRange(broadcast);
                i += Ellipsis.Length - 1;
            }
            else
            {
                dimensions.Add(lengths.TryGetValue(result[i], out var length) ? length : throw context.Error($"'{result[i]}' stands in no term."));
            }
        }

        context.SetOutput(new Shape([.. dimensions]));
    }

    /// <remarks>As a matrix product: every combination of all indices once, where there is something to multiply.</remarks>
    public long Macs(Node node)
    {
        if (node.Inputs.Count < 2)
        {
            return 0;
        }

        var terms = Parse(node).Terms;
        var lengths = new Dictionary<char, long>();
        long leading = 1;
        for (var i = 0; i < terms.Length; i++)
        {
            var shape = node.Input(i).KnownShape;
            var (before, free) = Split(terms[i], shape.Rank);
            long own = 1;
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                if (axis >= before && axis < before + free)
                {
                    own = checked(own * shape[axis].Length);
                }
                else
                {
                    var label = Label(terms[i], axis, before, free);
                    lengths[label] = Math.Max(lengths.GetValueOrDefault(label), shape[axis].Length);
                }
            }

            leading = Math.Max(leading, own);
        }

        return lengths.Values.Aggregate(leading, (a, b) => checked(a * b));
    }

    private static (Dictionary<char, Dimension> Lengths, Shape Broadcast) Lengths(ShapeContext context, string[] terms, Shape[] shapes)
    {
        var lengths = new Dictionary<char, Dimension>();
        var broadcast = Shape.Scalar;
        for (var i = 0; i < terms.Length; i++)
        {
            var (before, free) = Split(terms[i], shapes[i].Rank);
            if (free < 0 || (free > 0 && !terms[i].Contains(Ellipsis, StringComparison.Ordinal)))
            {
                throw context.Error($"term '{terms[i]}' does not name the axes of {shapes[i]}.");
            }

            broadcast = Broadcasting.Combine(broadcast, new Shape([.. shapes[i].Skip(before).Take(free)])) ?? throw context.Error("the leading axes do not broadcast.");
            for (var axis = 0; axis < shapes[i].Rank; axis++)
            {
                if (axis >= before && axis < before + free)
                {
                    continue;
                }

                var (label, length) = (Label(terms[i], axis, before, free), shapes[i][axis]);
                if (lengths.TryGetValue(label, out var known) && known.IsKnown && length.IsKnown && known != length && known.Length != 1 && length.Length != 1)
                {
                    throw context.Error($"'{label}' is {known} and {length}.");
                }

                lengths[label] = known.IsKnown && known.Length != 1 ? known : length;
            }
        }

        return (lengths, broadcast);
    }

    /// <summary>How many axes are named before the ellipsis, and how many it stands for.</summary>
    private static (int Before, int Free) Split(string term, int rank)
    {
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        var named = at < 0 ? term.Length : term.Length - Ellipsis.Length;
        return (at < 0 ? term.Length : at, rank - named);
    }

    private static char Label(string term, int axis, int before, int free) => axis < before ? term[axis] : term[axis - free + Ellipsis.Length];

    private static (string[] Terms, string Result) Parse(Node node)
    {
        var equation = node.Attributes.Text("equation", string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        var arrow = equation.IndexOf("->", StringComparison.Ordinal);
        var terms = (arrow < 0 ? equation : equation[..arrow]).Split(',');
        if (arrow >= 0)
        {
            return (terms, equation[(arrow + 2)..]);
        }

        // without an arrow: the leading axes, then every index that stands once, in alphabetical order
        var once = terms.SelectMany(t => t.Replace(".", string.Empty, StringComparison.Ordinal)).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order();
        var lead = equation.Contains(Ellipsis, StringComparison.Ordinal) ? Ellipsis : string.Empty;
        return (terms, lead + string.Concat(once));
    }
}
