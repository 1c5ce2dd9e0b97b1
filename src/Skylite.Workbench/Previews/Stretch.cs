using Skylite.Imagery;

namespace Skylite.Workbench.Previews;

/// <summary>How raw values of any bands become colours: which bands are shown as red, green and blue, and which values as dark and bright.</summary>
/// <param name="Bands">Places of the bands that are shown, three or one.</param>
/// <param name="Low">Raw value that is black, for each of them.</param>
/// <param name="High">Raw value that is full, for each of them.</param>
public sealed record Stretch(IReadOnlyList<int> Bands, IReadOnlyList<float> Low, IReadOnlyList<float> High)
{
    private const double Clipped = 0.02;

    private static readonly string[][] Preferred = [["red", "green", "blue"], ["B4", "B3", "B2"], ["nir", "red", "green"], ["swir16", "nir", "red"]];

    /// <summary>Names of the bands that are shown.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// Chooses bands and range. Bytes of colour images are shown as they are; everything else is stretched from its 2nd to its 98th percentile, band by band.
    /// </summary>
    /// <param name="names">Names of the bands.</param>
    /// <param name="planes">Some images on top of each other: for each, its bands of <paramref name="plane"/> raw values.</param>
    /// <param name="plane">Pixels of an image.</param>
    /// <param name="isByte">Whether the files hold bytes.</param>
    /// <param name="noData">Raw value of missing pixels, or null.</param>
    public static Stretch Of(IReadOnlyList<string> names, ReadOnlySpan<float> planes, int plane, bool isByte, double? noData)
    {
        var bands = Choose(names);
        var (low, high) = (new float[bands.Count], new float[bands.Count]);
        for (var b = 0; b < bands.Count; b++)
        {
            (low[b], high[b]) = isByte ? (0, 255) : Percentiles(planes, plane, names.Count, bands[b], noData);
        }

        return new Stretch(bands, low, high) { Names = [.. bands.Select(b => names[b])] };
    }

    /// <summary>The picture of one image.</summary>
    /// <param name="planes">Its bands, each of width × height raw values.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public SheetPicture Render(ReadOnlySpan<float> planes, int width, int height)
    {
        var plane = width * height;
        var pixels = new Rgb[plane];
        for (var i = 0; i < plane; i++)
        {
            var first = Value(planes[(Bands[0] * plane) + i], 0);
            pixels[i] = Bands.Count == 1
                ? new Rgb(first, first, first)
                : new Rgb(first, Value(planes[(Bands[1] * plane) + i], 1), Value(planes[(Bands[2] * plane) + i], 2));
        }

        return new SheetPicture(width, height, pixels);
    }

    private static IReadOnlyList<int> Choose(IReadOnlyList<string> names)
    {
        foreach (var wanted in Preferred)
        {
            try
            {
                return BandNames.Find(names, wanted);
            }
            catch (ArgumentException)
            {
                // Not these bands.
            }
        }

        return names.Count >= 3 ? [0, 1, 2] : [0];
    }

    private static (float Low, float High) Percentiles(ReadOnlySpan<float> planes, int plane, int bands, int band, double? noData)
    {
        var missing = noData is { } n ? (float)n : float.NaN;
        var values = new List<float>();
        for (var image = 0; image < planes.Length / (plane * bands); image++)
        {
            foreach (var v in planes.Slice(((image * bands) + band) * plane, plane))
            {
                if (float.IsFinite(v) && v != missing)
                {
                    values.Add(v);
                }
            }
        }

        if (values.Count == 0)
        {
            return (0, 1);
        }

        values.Sort();
        var (low, high) = (values[(int)(Clipped * (values.Count - 1))], values[(int)((1 - Clipped) * (values.Count - 1))]);
        return (low, high > low ? high : low + 1);
    }

    private byte Value(float raw, int band) => float.IsFinite(raw) ? (byte)Math.Clamp(255 * (raw - Low[band]) / (High[band] - Low[band]), 0, 255) : (byte)0;
}
