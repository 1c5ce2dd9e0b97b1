namespace Skylite.Graphs;

/// <summary>Finds, for a name that nobody knows, the known names that were probably meant.</summary>
public static class NearestNames
{
    /// <summary>The known names closest to <paramref name="name"/>, nearest first; empty when none is close.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">What there is.</param>
    /// <param name="count">How many to return at most.</param>
    /// <remarks>
    /// Closeness is the edit distance with transpositions of neighbours (Damerau 1964), not counting case; at
    /// most half of the longer name may differ. Names that continue what was asked for come first.
    /// </remarks>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int count = 3) =>
        NameDistance.Nearest(name, known, count);

    /// <summary>Finds what has a name.</summary>
    /// <param name="kind">What the name stands for, such as "model".</param>
    /// <param name="name">What was asked for.</param>
    /// <param name="all">What there is.</param>
    /// <param name="nameOf">The name of each.</param>
    /// <exception cref="ArgumentException">Nothing has that name; the message names the nearest, or else all.</exception>
    public static T Find<T>(string kind, string name, IReadOnlyCollection<T> all, Func<T, string> nameOf)
        where T : class =>
        all.FirstOrDefault(item => nameOf(item) == name) ?? throw new ArgumentException(Describe(kind, name, [.. all.Select(nameOf)]));

    /// <summary>A sentence for an error message: what is unknown, what was probably meant, or else all there is.</summary>
    /// <param name="kind">What the name stands for, such as "model".</param>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">What there is.</param>
    public static string Describe(string kind, string name, IReadOnlyCollection<string> known)
    {
        var nearest = Of(name, known);
        return nearest.Count > 0
            ? $"There is no {kind} named '{name}'. Did you mean {string.Join(" or ", nearest)}?"
            : $"There is no {kind} named '{name}'. There are: {string.Join(", ", known)}.";
    }
}
