namespace Skylite;

/// <summary>Which known names are closest to one that nobody knows. Compiled into the rooms that may not see each other.</summary>
internal static class NameDistance
{
    /// <summary>The known names closest to a name, nearest first; empty when none is close.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> known, int count) =>
        [.. known
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(c => c.Distance * 2 <= Math.Max(name.Length, c.Name.Length) || IsBeginning(name, c.Name))
            .OrderBy(c => !c.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(c => c.Name)];

    /// <summary>A sentence and a space behind it that names the closest; empty when none is close.</summary>
    public static string Sentence(string name, IEnumerable<string> known) =>
        Nearest(name, known, 3) is { Count: > 0 } nearest ? $"Nearest names: {string.Join(", ", nearest)}. " : string.Empty;

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
