using Skylite.Graphs;

namespace Skylite.Workbench.Pruning;

/// <summary>Finds nodes by name patterns.</summary>
public static class NodeNames
{
    private const int Suggestions = 5;

    /// <summary>The names that a pattern fits, <c>*</c> standing for any text and <c>?</c> for one character.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="names">The names there are.</param>
    /// <exception cref="ArgumentException">It fits none; the message suggests some.</exception>
    public static IReadOnlyList<string> Matching(string pattern, IReadOnlyList<string> names)
    {
        string[] matched = [.. names.Where(name => NamePattern.Matches(pattern, name))];
        if (matched.Length > 0)
        {
            return matched;
        }

        var near = names.Where(n => n.Contains(pattern.Trim('*'), StringComparison.OrdinalIgnoreCase))
            .Concat(NearestNames.Of(pattern, names)).Distinct()
            .Take(Suggestions).ToArray();
        throw new ArgumentException(
            $"No node with channels is named '{pattern}'. "
            + $"{(near.Length > 0 ? $"Did you mean {string.Join(" or ", near)}?" : $"There are {names.Count} names.")} * stands for any text, "
            + "as in '*layer1*'; 'skylite inspect MODEL' lists all names.");
    }
}
