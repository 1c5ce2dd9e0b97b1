namespace Skylite.Workbench.Datasets;

/// <summary>Something that samples have in common.</summary>
/// <param name="Value">What.</param>
/// <param name="Samples">How many have it.</param>
public sealed record CountedFact(string Value, int Samples)
{
    /// <summary>Counts values, the most frequent first.</summary>
    internal static IReadOnlyList<CountedFact> Of(IEnumerable<string> values) =>
        [.. values.GroupBy(v => v)
            .Select(g => new CountedFact(g.Key, g.Count()))
            .OrderByDescending(f => f.Samples)
            .ThenBy(f => f.Value, StringComparer.Ordinal)];
}
