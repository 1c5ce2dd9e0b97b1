using Skylite.Native.Gdal;

namespace Skylite.Imagery;

/// <summary>Mean and standard deviation of each band of an image, or of those that images are brought to.</summary>
/// <param name="Mean">Mean of each band.</param>
/// <param name="Deviation">Standard deviation of each band.</param>
public sealed record BandMoments(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
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
    /// <returns>Means and deviations; 0 where no pixel has data.</returns>
    public static BandMoments Of(int width, int height, int bands, Reader read)
    {
        var tallies = new BandTally[bands];
        var pixels = new float[bands * Side * Side];
        var valid = new byte[Side * Side];
        foreach (var window in Windows(width, height))
        {
            int count = window.Width * window.Height;
            read(window, pixels.AsSpan(0, bands * count), valid.AsSpan(0, count));
            BandTally.Add(tallies, pixels.AsSpan(0, bands * count), valid.AsSpan(0, count));
        }

        return new BandMoments([.. tallies.Select(t => (float)t.Mean)], [.. tallies.Select(t => (float)t.Deviation)]);
    }

    /// <summary>What brings values of an image with these moments to others: value · factor + summand. A constant band becomes the other mean.</summary>
    /// <param name="band">Place of the band.</param>
    /// <param name="target">The moments it shall have.</param>
    public (float Factor, float Summand) To(int band, BandMoments target)
    {
        float factor = Deviation[band] > 0 ? target.Deviation[band] / Deviation[band] : 0;
        return (factor, target.Mean[band] - (Mean[band] * factor));
    }

    /// <summary>The moments of the same values in other units.</summary>
    /// <param name="factor">Factor to these units, above 0.</param>
    public BandMoments Times(float factor) => new([.. Mean.Select(m => m * factor)], [.. Deviation.Select(d => d * factor)]);

    /// <summary>The moments of some of the bands.</summary>
    /// <param name="places">Their places, in the order of the result.</param>
    public BandMoments OfBands(IReadOnlyList<int> places) => new([.. places.Select(p => Mean[p])], [.. places.Select(p => Deviation[p])]);

    /// <summary>Compares by value, list element by list element.</summary>
    /// <param name="other">Other moments.</param>
    public bool Equals(BandMoments? other) => other is not null && Mean.SequenceEqual(other.Mean) && Deviation.SequenceEqual(other.Deviation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(string.Join(",", Mean), string.Join(",", Deviation));

    private static IEnumerable<GdalWindow> Windows(int width, int height)
    {
        var (columns, rows) = (Places(width), Places(height));
        return rows.SelectMany(y => columns.Select(x => new GdalWindow(x.Start, y.Start, x.Length, y.Length)));
    }

    // Side by side where all fit, else spread from edge to edge.
    private static (int Start, int Length)[] Places(int length)
    {
        int needed = (length + Side - 1) / Side;
        return needed <= MostWindows
            ? [.. Enumerable.Range(0, needed).Select(i => (i * Side, Math.Min(Side, length - (i * Side))))]
            : [.. Enumerable.Range(0, MostWindows).Select(i => ((int)((long)(length - Side) * i / (MostWindows - 1)), Side))];
    }
}
