using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Datasets;

/// <summary>What the pixels of one sample are.</summary>
/// <param name="Mask">Its labels.</param>
/// <param name="Bands">Values of the bands; empty where they were not asked for.</param>
/// <param name="Empty">The first date of which no pixel shows anything, where bands were asked for; else null.</param>
internal sealed record DenseTally(MaskTally Mask, BandTally[] Bands, DenseImage? Empty)
{
    /// <summary>Reads a sample strip by strip, so that rasters of any size fit.</summary>
    /// <param name="sample">The sample, with its window.</param>
    /// <param name="labels">What masks mean.</param>
    /// <param name="bands">Bands of a date to look at; 0 leaves the imagery closed.</param>
    /// <param name="noData">Raw value of missing pixels.</param>
    /// <param name="cancellation">Stops between strips.</param>
    public static DenseTally Of(DenseSample sample, ILabelEncoding labels, int bands, double? noData, CancellationToken cancellation)
    {
        using var mask = GdalDataset.Open(sample.Mask, sidecars: false);
        var counted = MaskTally.Of(mask, sample.Window!.Value, labels, cancellation);
        var tallies = new BandTally[bands];
        DenseImage? empty = null;
        foreach (var date in bands == 0 ? [] : sample.Dates)
        {
            var seen = tallies.Sum(t => t.Count);
            Date(date, sample.Window.Value, tallies, noData, cancellation);
            empty ??= tallies.Sum(t => t.Count) == seen ? date : null;
        }

        return new DenseTally(counted, tallies, empty);
    }

    private static void Date(DenseImage date, GdalWindow window, BandTally[] tallies, double? noData, CancellationToken cancellation)
    {
        var band = 0;
        foreach (var file in date.Files)
        {
            using var image = GdalDataset.Open(file, sidecars: false);
            foreach (var number in date.BandsOf(image).Select(b => b.Number))
            {
                foreach (var strip in window.Strips())
                {
                    cancellation.ThrowIfCancellationRequested();
                    var values = new float[strip.Width * strip.Height];
                    image.Read(values.AsSpan(), new GdalReadOptions { Window = strip, Bands = [number] });
                    foreach (var masked in date.MaskedBandsOf(image))
                    {
                        Hide(image, masked, strip, values);
                    }

                    tallies[band] = tallies[band].Plus(BandTally.Of(values, noData));
                }

                band++;
            }
        }
    }

    private static void Hide(GdalDataset image, int band, GdalWindow strip, float[] values)
    {
        var shown = new byte[values.Length];
        image.ReadMask(band, strip, shown);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = shown[i] == 0 ? float.NaN : values[i];
        }
    }
}
