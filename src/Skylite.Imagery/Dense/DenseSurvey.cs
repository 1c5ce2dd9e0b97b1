using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>What one pass over some samples finds: how often each class occurs, where, and what the bands measure.</summary>
/// <param name="ClassPixels">Pixels of each class, where there is imagery.</param>
/// <param name="Places">Some pixels of each class, drawn evenly: sample, column, row.</param>
/// <param name="Statistics">Mean and standard deviation of each band over all dates.</param>
public sealed record DenseSurvey(IReadOnlyList<long> ClassPixels, IReadOnlyList<IReadOnlyList<DensePlace>> Places, BandStatistics Statistics)
{
    private const int PlacesPerClass = 4096;

    /// <summary>The samples without any pixel of imagery: nothing is learnt from them.</summary>
    public IReadOnlyList<DenseSample> Empty { get; init; } = [];

    /// <summary>Raw values of each band over all dates.</summary>
    public IReadOnlyList<BandTally> Bands { get; init; } = [];

    /// <summary>Looks through samples strip by strip, so that rasters of any size fit.</summary>
    /// <param name="store">The samples; the training ones, where statistics are to be used for training.</param>
    /// <param name="progress">Is told the number of samples done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">A file cannot be read, or nothing is labelled.</exception>
    public static DenseSurvey Of(DenseStore store, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var counts = new long[store.Collection.Classes.Count];
        var places = counts.Select(_ => new List<DensePlace>()).ToArray();
        var bands = new BandTally[store.Bands.Count];
        var random = new SampleRandom(17);
        List<DenseSample> empty = [];
        using var reader = new DenseReader(store);
        for (var index = 0; index < store.Samples.Count; index++)
        {
            var area = store.Samples[index].Window!.Value;
            var strips = new GdalWindow(0, 0, area.Width, area.Height).Strips().ToArray();
            var most = strips[0].Height * area.Width;
            var pixels = new float[store.Planes * most];
            var labels = new byte[most];
            var gaps = 0L;
            foreach (var strip in strips)
            {
                cancellation.ThrowIfCancellationRequested();
                var length = strip.Height * area.Width;
                reader.Read(index, strip, pixels.AsSpan(0, store.Planes * length), labels.AsSpan(0, length));
                for (var p = 0; p < store.Planes; p++)
                {
                    ref var band = ref bands[p % store.Bands.Count];
                    band = band.Plus(BandTally.Of(pixels.AsSpan(p * length, length), store.Collection.NoData));
                }

                gaps += ImageGaps.Unlabel(pixels.AsSpan(0, store.Planes * length), store.Dates, store.Collection.NoData, labels.AsSpan(0, length));
                Count(labels.AsSpan(0, length), (index, strip.Y, area.Width), counts, places, random);
            }

            if (gaps == (long)area.Width * area.Height)
            {
                empty.Add(store.Samples[index]);
            }

            progress?.Report(index + 1);
        }

        if (counts.Sum() == 0)
        {
            throw new InvalidDataException($"No pixel of the {store.Samples.Count} samples below '{store.Collection.Root}' has both a class and imagery.");
        }

        var (units, scale) = store.Type == GdalDataType.Byte ? ("unit-interval", 1f / 255f) : ("digital-number", 1f);
        return new DenseSurvey(
            counts, places, new BandStatistics(units, scale, [.. bands.Select(b => (float)b.Mean * scale)], [.. bands.Select(b => Deviation(b, scale))]))
        {
            Empty = empty,
            Bands = bands,
        };
    }

    // Reservoir sampling (Vitter, 1985, algorithm R): every pixel of a class is kept with the same probability.
    private static void Count(ReadOnlySpan<byte> labels, (int Sample, int Row, int Width) at, long[] counts, List<DensePlace>[] places, SampleRandom random)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (label == LabelValue.Ignore)
            {
                continue;
            }

            var seen = ++counts[label];
            var kept = places[label];
            if (kept.Count < PlacesPerClass)
            {
                kept.Add(new DensePlace(at.Sample, i % at.Width, at.Row + (i / at.Width)));
            }
            else if (random.Next((int)Math.Min(seen, int.MaxValue)) is var place && place < PlacesPerClass)
            {
                kept[place] = new DensePlace(at.Sample, i % at.Width, at.Row + (i / at.Width));
            }
        }
    }

    private static float Deviation(BandTally band, float scale) => (float)(band.Deviation * scale) is > 0 and var deviation ? deviation : 1;
}
