using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>
/// Of several divisions, the one whose parts show the classes most alike: with few blocks, chance may leave a class out of a part altogether.
/// </summary>
public static class EvenSplit
{
    // Keeps the logarithm of a missing class finite: it counts as much as one eleven times as frequent as it should be.
    private const double Floor = 0.1;

    /// <summary>Gives every sample its part.</summary>
    /// <param name="layout">The data set; its masks are read where there is more than one division to choose from.</param>
    /// <param name="samples">Samples with windows.</param>
    /// <param name="options">Shares, seed, and how many divisions are drawn.</param>
    /// <param name="cancellation">Stops the reading of masks.</param>
    /// <returns>Samples with parts; where rasters were cut into blocks, one for each block.</returns>
    /// <exception cref="InvalidDataException">There is too little to divide, or a mask cannot be used.</exception>
    public static IReadOnlyList<DenseSample> Draw(
        DenseLayout layout, IReadOnlyList<DenseSample> samples, SplitOptions options, CancellationToken cancellation = default)
    {
        var first = DenseSplit.Draw(samples, options);
        if (options.Draws == 1)
        {
            return first;
        }

        IReadOnlyList<DenseSample>[] divisions =
        [
            first, .. Enumerable.Range(1, options.Draws - 1).Select(draw => Another(samples, options, draw)).OfType<IReadOnlyList<DenseSample>>(),
        ];
        // A raster that is left alone is cut into blocks, and which one that is depends on the draw.
        DenseSample[] all = [.. divisions.SelectMany(d => d).DistinctBy(s => (s.Mask, s.Window))];
        var pixels = MaskCensus.Of(layout, all, cancellation).ClassPixels();
        return divisions.MinBy(division => Unevenness(division, pixels))!;
    }

    // The first draw says what is wrong with the data; another one may only leave too little of it.
    private static IReadOnlyList<DenseSample>? Another(IReadOnlyList<DenseSample> samples, SplitOptions options, int draw)
    {
        try
        {
            return DenseSplit.Draw(samples, options with { Seed = SeedOf(options.Seed, draw) });
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>How far the shares of the classes in the parts are from those in all samples.</summary>
    /// <param name="division">Samples with parts.</param>
    /// <param name="pixels">Pixels of each class in each sample.</param>
    /// <returns>
    /// The mean over parts and classes of ln²((r + 0.1) ÷ 1.1), where r is the share in the part ÷ that in all: rare classes
    /// count as much as common ones, and a class that is missing weighs more than one that is rarer than it should be.
    /// </returns>
    private static double Unevenness(IReadOnlyList<DenseSample> division, IReadOnlyDictionary<(string Mask, GdalWindow Window), IReadOnlyList<long>> pixels)
    {
        var all = Shares(division, pixels);
        int[] classes = [.. Enumerable.Range(0, all.Length).Where(c => all[c] > 0)];
        return division.GroupBy(s => s.Part).Select(part => Shares(part, pixels))
            .Average(part => classes.Average(c => Math.Pow(Math.Log(((part[c] / all[c]) + Floor) / (1 + Floor)), 2)));
    }

    private static double[] Shares(IEnumerable<DenseSample> samples, IReadOnlyDictionary<(string Mask, GdalWindow Window), IReadOnlyList<long>> pixels)
    {
        var counts = samples.Select(s => pixels[(s.Mask, s.Window!.Value)]).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
        var sum = Math.Max(1.0, counts.Sum());
        return [.. counts.Select(n => n / sum)];
    }

    // Neighbouring seeds must not try the same divisions.
    private static int SeedOf(int seed, int draw) => (int)new SampleRandom(seed, 0, draw).NextUInt64();
}
