using Skylite.Native.Gdal;

namespace Skylite.Imagery;

/// <summary>
/// Mean and standard deviation of an image, over all of its bands together, so that colours keep their relation; or of those that images are brought to.
/// </summary>
/// <param name="Mean">Mean over all bands.</param>
/// <param name="Deviation">Standard deviation over all bands, 0 or more.</param>
public sealed record ImageMoments(float Mean, float Deviation)
{
    // 16 × 16 windows of 256 pixels: all of an image of up to 4096 × 4096, and 16.8 million pixels of any larger one.
    private const int Side = 256;
    private const int MostWindows = 16;

    /// <summary>Reads a window into bands × rows × columns values, and into one byte for each pixel, 0 where it has no data.</summary>
    public delegate void Reader(GdalWindow window, Span<float> pixels, Span<byte> valid);

    /// <summary>Measures an image: all of it, or of a large one windows that are spread evenly.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bands">Number of bands.</param>
    /// <param name="read">Reads the image.</param>
    /// <returns>Mean and deviation; 0 where no pixel has data.</returns>
    public static ImageMoments Of(int width, int height, int bands, Reader read)
    {
        var tallies = new BandTally[bands];
        var pixels = new float[bands * Side * Side];
        var valid = new byte[Side * Side];
        foreach (var window in Windows(width, height))
        {
            var count = window.Width * window.Height;
            read(window, pixels.AsSpan(0, bands * count), valid.AsSpan(0, count));
            BandTally.Add(tallies, pixels.AsSpan(0, bands * count), valid.AsSpan(0, count));
        }

        var all = tallies.Aggregate((a, b) => a.Plus(b));
        return new ImageMoments((float)all.Mean, (float)all.Deviation);
    }

    /// <summary>The moments of imagery over all bands, from those of each band; all bands have as many pixels.</summary>
    /// <param name="statistics">Mean and deviation of each band, and their units.</param>
    public static ImageMoments Of(BandStatistics statistics)
    {
        var mean = statistics.Mean.Average(m => (double)m);
        var squares = statistics.Mean.Zip(statistics.StandardDeviation, (m, d) => ((double)m * m) + ((double)d * d)).Average();
        return new ImageMoments((float)mean, (float)Math.Sqrt(Math.Max(0, squares - (mean * mean))));
    }

    /// <summary>What brings values of an image with these moments to others: value · factor + summand. A constant image becomes the other mean.</summary>
    /// <param name="target">The moments it shall have.</param>
    public (float Factor, float Summand) To(ImageMoments target)
    {
        var factor = Deviation > 0 ? target.Deviation / Deviation : 0;
        return (factor, target.Mean - (Mean * factor));
    }

    /// <summary>The moments of the same values in other units.</summary>
    /// <param name="factor">Factor to these units, above 0.</param>
    public ImageMoments Times(float factor) => new(Mean * factor, Deviation * factor);

    private static IEnumerable<GdalWindow> Windows(int width, int height)
    {
        var (columns, rows) = (Places(width), Places(height));
        return rows.SelectMany(y => columns.Select(x => new GdalWindow(x.Start, y.Start, x.Length, y.Length)));
    }

    // Side by side where all fit, else spread from edge to edge.
    private static (int Start, int Length)[] Places(int length)
    {
        var needed = (length + Side - 1) / Side;
        return needed <= MostWindows
            ? [.. Enumerable.Range(0, needed).Select(i => (i * Side, Math.Min(Side, length - (i * Side))))]
            : [.. Enumerable.Range(0, MostWindows).Select(i => ((int)((long)(length - Side) * i / (MostWindows - 1)), Side))];
    }
}
