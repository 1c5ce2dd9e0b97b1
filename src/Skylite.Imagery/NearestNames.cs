namespace Skylite.Imagery;

/// <summary>Suggestions for misspelt names.</summary>
internal static class NearestNames
{
    /// <summary>The three names that need the fewest edits to become the given one, nearest first.</summary>
    public static IEnumerable<string> Of(string name, IEnumerable<string> names) =>
        names.OrderBy(n => Distance(name.ToUpperInvariant(), n.ToUpperInvariant())).Take(3);

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
