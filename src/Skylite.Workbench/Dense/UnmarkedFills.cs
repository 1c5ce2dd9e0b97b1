using Skylite.Imagery;

namespace Skylite.Workbench.Dense;

/// <summary>Values that look as if they marked missing pixels and that the files do not name: they spoil what is learnt of the bands.</summary>
internal static class UnmarkedFills
{
    /// <summary>What is wrong, for a list of problems.</summary>
    public const string Problem =
        "a value lies far from all others, as if it marked missing pixels, and the files do not say so: it is learnt as imagery and spoils the normalisation "
        + "('gdal_edit.py -a_nodata VALUE FILE' marks it)";

    /// <summary>Each such value, with its share and its bands.</summary>
    /// <param name="bands">Names of the bands.</param>
    /// <param name="tallies">The values of each band.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> bands, IReadOnlyList<BandTally> tallies) =>
        [.. Find(bands, tallies).Select(f => Invariant($"{f.Value} ({f.Share} of {f.Bands} to train on)"))];

    /// <summary>What a user should know of them, in a sentence each.</summary>
    /// <param name="bands">Names of the bands.</param>
    /// <param name="tallies">The values of each band.</param>
    public static IEnumerable<string> Notes(IReadOnlyList<string> bands, IReadOnlyList<BandTally> tallies) =>
        Find(bands, tallies).Select(f => Invariant(
            $"{f.Share} of the pixels of {f.Bands} to train on are {f.Value}, far from all others. If that marks missing pixels, the files should say so ")
            + Invariant($"('gdal_edit.py -a_nodata {f.Value} FILE'): else it is learnt as imagery and spoils the normalisation"));

    private static IEnumerable<(string Value, string Share, string Bands)> Find(IReadOnlyList<string> bands, IReadOnlyList<BandTally> tallies) =>
        bands.Zip(tallies, (name, tally) => FillValue.Of(tally).Select(fill => (Name: name, Fill: fill)))
            .SelectMany(f => f)
            .GroupBy(f => f.Fill.Value)
            .Select(g => (Invariant($"{g.Key:R}"), Percent(g.Max(f => f.Fill.Share)), string.Join(", ", g.Select(f => f.Name))));

    private static string Percent(double share) => share < 0.0005 ? "less than 0.1 %" : Invariant($"{100 * share:0.#} %");
}
