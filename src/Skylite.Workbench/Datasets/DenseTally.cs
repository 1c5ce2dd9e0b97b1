using System.Globalization;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Datasets;

/// <summary>What the pixels of one sample are.</summary>
/// <param name="Classes">Pixels of each class.</param>
/// <param name="Ignored">Pixels without a class.</param>
/// <param name="Unknown">Those of them whose value or colour is not known at all.</param>
/// <param name="UnknownValues">Some of these values.</param>
/// <param name="Bands">Values of the bands; empty where they were not asked for.</param>
internal sealed record DenseTally(long[] Classes, long Ignored, long Unknown, IReadOnlyList<string> UnknownValues, BandTally[] Bands)
{
    private const int Strip = 256;
    private const int ShownValues = 4;

    /// <summary>Reads a sample strip by strip, so that rasters of any size fit.</summary>
    /// <param name="sample">The sample, with its window.</param>
    /// <param name="labels">What masks mean.</param>
    /// <param name="bands">Bands of a date to look at; 0 leaves the imagery closed.</param>
    /// <param name="noData">Raw value of missing pixels.</param>
    /// <param name="cancellation">Stops between strips.</param>
    public static DenseTally Of(DenseSample sample, ILabelEncoding labels, int bands, double? noData, CancellationToken cancellation)
    {
        var (classes, ignored, unknown, values) = Mask(sample, labels, cancellation);
        var tallies = new BandTally[bands];
        foreach (var date in bands == 0 ? [] : sample.Dates)
        {
            Date(date, sample.Window!.Value, tallies, noData, cancellation);
        }

        return new DenseTally(classes, ignored, unknown, [.. values], tallies);
    }

    private static (long[] Classes, long Ignored, long Unknown, SortedSet<string> Values) Mask(DenseSample sample, ILabelEncoding labels, CancellationToken cancellation)
    {
        using var mask = GdalDataset.Open(sample.Mask, sidecars: false);
        var counts = new long[256];
        var (unknown, values) = (0L, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var strip in Strips(sample.Window!.Value))
        {
            cancellation.ThrowIfCancellationRequested();
            var pixels = new byte[strip.Width * strip.Height * mask.BandCount];
            var decoded = new byte[strip.Width * strip.Height];
            var here = MaskRaster.Read(mask, strip, labels, pixels, decoded);
            unknown += here;
            if (here > 0 && values.Count < ShownValues)
            {
                FindUnknown(pixels, mask.BandCount, labels, values);
            }

            foreach (var label in decoded)
            {
                counts[label]++;
            }
        }

        return (counts[..labels.Classes.Count], counts[LabelValue.Ignore], unknown, values);
    }

    private static void FindUnknown(byte[] pixels, int bands, ILabelEncoding labels, SortedSet<string> values)
    {
        var one = new byte[1];
        var looked = new HashSet<int>();
        for (var i = 0; i + bands <= pixels.Length && values.Count < ShownValues; i += bands)
        {
            var pixel = pixels.AsSpan(i, bands);
            var packed = bands >= 3 ? (pixel[0] << 16) | (pixel[1] << 8) | pixel[2] : pixel[0];
            if (looked.Add(packed) && labels.Decode(pixel, bands, one) > 0)
            {
                values.Add(bands >= 3 ? string.Create(CultureInfo.InvariantCulture, $"#{packed:x6}") : packed.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static void Date(DenseImage date, GdalWindow window, BandTally[] tallies, double? noData, CancellationToken cancellation)
    {
        var band = 0;
        foreach (var file in date.Files)
        {
            using var image = GdalDataset.Open(file, sidecars: false);
            foreach (var number in image.Bands.Where(b => b.ColorInterpretation != GdalColorInterpretation.Alpha).Select(b => b.Number))
            {
                foreach (var strip in Strips(window))
                {
                    cancellation.ThrowIfCancellationRequested();
                    var values = new float[strip.Width * strip.Height];
                    image.Read(values.AsSpan(), new GdalReadOptions { Window = strip, Bands = [number] });
                    tallies[band] = tallies[band].Plus(BandTally.Of(values, noData));
                }

                band++;
            }
        }
    }

    private static IEnumerable<GdalWindow> Strips(GdalWindow window)
    {
        for (var y = 0; y < window.Height; y += Strip)
        {
            yield return window with { Y = window.Y + y, Height = Math.Min(Strip, window.Height - y) };
        }
    }
}
