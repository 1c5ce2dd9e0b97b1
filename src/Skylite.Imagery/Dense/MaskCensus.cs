using System.Globalization;
using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>
/// The masks of all parts counted before anything is learnt or measured. Each is judged as a whole: what is read of it later, crop by crop or at once, says
/// nothing about whether it can be used.
/// </summary>
public sealed class MaskCensus
{
    private readonly DenseLayout _layout;
    private readonly (DenseSample Sample, MaskTally Tally)[] _tallies;

    private MaskCensus(DenseLayout layout, (DenseSample Sample, MaskTally Tally)[] tallies) => (_layout, _tallies) = (layout, tallies);

    /// <summary>What a user should know of pixels that stand for no class, in a sentence; <see langword="null"/> where there are none.</summary>
    public string? Note
    {
        get
        {
            var unknown = _tallies.Where(t => t.Tally.Unknown > 0).ToArray();
            if (unknown.Length == 0)
            {
                return null;
            }

            var all = Sum(_tallies);
            var masks = unknown.Select(t => t.Sample.Name).Distinct().ToArray();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Percent(all.UnknownShare)} % of all pixels of masks stand for no class and are not counted: "
                + $"{string.Join(", ", all.UnknownValues)} in {masks.Length} {(masks.Length == 1 ? "mask" : "masks")}, such as '{masks[0]}'");
        }
    }

    /// <summary>Reads all masks.</summary>
    /// <param name="layout">The data set.</param>
    /// <param name="samples">Its samples, with windows and parts.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">A mask cannot be read, or too much of it stands for no class; the message names it.</exception>
    public static MaskCensus Of(DenseLayout layout, IReadOnlyList<DenseSample> samples, CancellationToken cancellation = default)
    {
        var masks = samples.GroupBy(s => s.Mask).ToArray();
        var counted = new (DenseSample, MaskTally)[masks.Length][];
        var refusals = new string?[masks.Length];
        Parallel.For(0, masks.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                // Opened once for all its windows: compressed rasters are read from the start whenever they are opened.
                using var mask = GdalDataset.Open(masks[i].Key, sidecars: false);
                counted[i] = [.. masks[i].Select(s => (s, MaskTally.Of(mask, s.Window!.Value, layout.Labels, cancellation)))];
                refusals[i] = Sum(counted[i]).Refusal(layout);
            }
            catch (Exception e) when (e is GdalException or InvalidDataException)
            {
                refusals[i] = e.Message;
            }
        });

        return Array.FindIndex(refusals, r => r is not null) is >= 0 and var odd
            ? throw new InvalidDataException($"The mask '{masks[odd].Key}' cannot be used: {refusals[odd]}")
            : new MaskCensus(layout, [.. counted.SelectMany(c => c)]);
    }

    /// <summary>Pixels of each class in a part.</summary>
    public IReadOnlyList<long> ClassPixels(SplitPart part) => _tallies.Any(t => t.Sample.Part == part)
        ? Sum([.. _tallies.Where(t => t.Sample.Part == part)]).Classes
        : new long[_layout.Labels.Classes.Count];

    /// <summary>Pixels of each class in each sample.</summary>
    public IReadOnlyDictionary<(string Mask, GdalWindow Window), IReadOnlyList<long>> ClassPixels() =>
        _tallies.ToDictionary(t => (t.Sample.Mask, t.Sample.Window!.Value), t => t.Tally.Classes);

    private static MaskTally Sum((DenseSample Sample, MaskTally Tally)[] tallies) => tallies.Select(t => t.Tally).Aggregate((a, b) => a.Plus(b));

    private static string Percent(double share) => share < 0.0005 ? "less than 0.1" : (100 * share).ToString("0.#", CultureInfo.InvariantCulture);
}
