namespace Skylite.Compression.Pruning.Allocation;

/// <summary>
/// One threshold for the whole network: the lowest scores go wherever they are, except for a minimum share of every family.
/// Scores of criteria that are not comparable across layers are divided by their family's mean first.
/// </summary>
public sealed class GlobalAllocation : IAllocation
{
    /// <inheritdoc/>
    public string Id => "global";

    /// <inheritdoc/>
    public string Summary => "One threshold for the whole network: the lowest scores go wherever they are.";

    /// <inheritdoc/>
    public IReadOnlyList<int> Keep(IReadOnlyList<ScoredFamily> families, AllocationOptions options)
    {
        var keep = families.Select(f => f.Count).ToArray();
        var minimum = families.Select(f => Math.Min(f.Count, Math.Max(1, (int)Math.Ceiling(f.Original * options.MinimumShare)))).ToArray();
        foreach (var (i, family) in families.Index())
        {
            if (options.FamilyRatios.TryGetValue(family.Family.Name, out var own))
            {
                keep[i] = Math.Clamp((int)Math.Ceiling((family.Original * (1 - own)) - 1e-9), minimum[i], family.Count);
                minimum[i] = keep[i];
            }
        }

        var channels = families.Sum(f => (long)f.Original * f.Family.Width);
        var excess = families.Select((f, i) => (long)keep[i] * f.Family.Width).Sum() - ((1 - options.Ratio) * channels);
        foreach (var (i, _) in families.SelectMany((f, i) => Normalised(f).Select(s => (i, s))).OrderBy(e => e.s))
        {
            if (excess <= 0)
            {
                break;
            }

            if (keep[i] > minimum[i])
            {
                keep[i]--;
                excess -= families[i].Family.Width;
            }
        }

        return [.. families
            .Select((f, i) => keep[i] == f.Count ? f.Count : Math.Max(ChannelAlignment.Round(keep[i], f.Count, f.Family.Width, options.Align), 1))];
    }

    private static IEnumerable<double> Normalised(ScoredFamily family)
    {
        var mean = family.IsComparable ? 1 : family.Scores.Average();
        return family.Scores.Select(s => mean > 0 ? s / mean : s);
    }
}
