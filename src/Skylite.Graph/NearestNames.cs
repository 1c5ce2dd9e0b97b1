namespace Skylite.Graphs;

/// <summary>Finds, for a name that nobody knows, the known names that were probably meant.</summary>
public static class NearestNames
{
    /// <summary>The known names closest to <paramref name="name"/>, nearest first; empty when none is close.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">What there is.</param>
    /// <param name="count">How many to return at most.</param>
    /// <remarks>Closeness is the edit distance (Levenshtein 1966), not counting case; at most half of the longer name may differ, unless one name begins with the other.</remarks>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int count = 3) =>
        [.. known
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(c => c.Distance * 2 <= Math.Max(name.Length, c.Name.Length) || IsBeginning(name, c.Name))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(c => c.Name)];

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

    private static bool IsBeginning(string name, string candidate) =>
        name.Length > 1 && (candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));

    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
