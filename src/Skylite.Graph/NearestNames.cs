namespace Skylite.Graphs;

/// <summary>Finds, for a name that nobody knows, the known names that were probably meant.</summary>
public static class NearestNames
{
    /// <summary>The known names closest to <paramref name="name"/>, nearest first; empty when none is close.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">What there is.</param>
    /// <param name="count">How many to return at most.</param>
    /// <remarks>Closeness is the edit distance with transpositions of neighbours (Damerau 1964), not counting case; at most half of the longer name may differ. Names that continue what was asked for come first.</remarks>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int count = 3) =>
        [.. known
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(c => c.Distance * 2 <= Math.Max(name.Length, c.Name.Length) || IsBeginning(name, c.Name))
            .OrderBy(c => !c.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(c => c.Distance)
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
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                var best = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                best = Math.Min(best, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cost[i, j] = swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
            }
        }

        return cost[a.Length, b.Length];
    }
}
