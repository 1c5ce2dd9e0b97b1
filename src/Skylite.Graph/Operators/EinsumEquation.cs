namespace Skylite.Graphs.Operators;

/// <summary>
/// The equation of an Einsum node, with every axis labelled: letters by their code, the axes of "..." by −1 for the last, −2 for the one before, and so on.
/// </summary>
internal sealed class EinsumEquation
{
    private const string Ellipsis = "...";

    private readonly string[] _terms;
    private readonly string _result;

    private EinsumEquation(string[] terms, string result) => (_terms, _result) = (terms, result);

    /// <summary>Number of inputs that the equation has terms for.</summary>
    public int Count => _terms.Length;

    public static EinsumEquation Of(Node node)
    {
        var equation = node.Attributes.Text("equation", string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        var arrow = equation.IndexOf("->", StringComparison.Ordinal);
        var terms = (arrow < 0 ? equation : equation[..arrow]).Split(',');
        if (arrow >= 0)
        {
            return new EinsumEquation(terms, equation[(arrow + 2)..]);
        }

        // without an arrow: the leading axes, then every index that stands once, in alphabetical order
        var once = terms.SelectMany(t => t.Replace(".", string.Empty, StringComparison.Ordinal))
            .GroupBy(c => c)
            .Where(g => g.Count() == 1)
            .Select(g => g.Key).Order();
        return new EinsumEquation(terms, (equation.Contains(Ellipsis, StringComparison.Ordinal) ? Ellipsis : string.Empty) + string.Concat(once));
    }

    /// <summary>The label of every axis of an input, or <see langword="null"/> when its term does not name as many axes.</summary>
    public int[]? Labels(int term, int rank)
    {
        var labels = Expand(_terms[term], rank - Named(_terms[term]));
        return labels is not null && labels.Length == rank ? labels : null;
    }

    /// <summary>The label of every axis of the result.</summary>
    /// <param name="free">How many axes "..." stands for.</param>
    public int[] Result(int free) => Expand(_result, _result.Contains(Ellipsis, StringComparison.Ordinal) ? free : 0)!;

    private static int Named(string term) => term.Replace(Ellipsis, string.Empty, StringComparison.Ordinal).Length;

    private static int[]? Expand(string term, int free)
    {
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        if (free < 0 || (free > 0 && at < 0))
        {
            return null;
        }

        return at < 0
            ? [.. term.Select(c => (int)c)]
            : [.. term[..at].Select(c => (int)c), .. Enumerable.Range(-free, free), .. term[(at + Ellipsis.Length)..].Select(c => (int)c)];
    }
}
