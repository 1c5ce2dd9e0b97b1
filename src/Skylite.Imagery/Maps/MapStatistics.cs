using System.Globalization;

namespace Skylite.Imagery.Maps;

/// <summary>How often each value occurs in a band of bytes, and how much ground it covers.</summary>
internal sealed class MapStatistics
{
    private const int Values = 256;

    private MapStatistics(long[] counts, double[]? areas) => (Counts, Areas) = (counts, areas);

    public IReadOnlyList<long> Counts { get; }

    /// <summary>Square metres of each value; null where nothing says how large pixels are.</summary>
    public IReadOnlyList<double>? Areas { get; }

    /// <summary>Counts a band.</summary>
    /// <param name="raw">The raster.</param>
    /// <param name="band">The band, from 0.</param>
    /// <param name="size">Its columns and rows.</param>
    /// <param name="area">Row → square metres of each of its pixels; null where nothing says.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    public static MapStatistics Of(
        RawRaster raw, int band, (int Width, int Height) size, Func<int, ReadOnlySpan<double>>? area, CancellationToken cancellationToken)
    {
        var (width, height) = size;
        var (counts, areas) = (new long[Values], area is null ? null : new double[Values]);
        var row = new byte[width];
        for (var y = 0; y < height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            raw.ReadRow(band, y, row);
            var pixels = area is null ? default : area(y);
            for (var x = 0; x < width;)
            {
                // By runs, which maps are made of: a sum that is read and written at every pixel waits for itself.
                var value = row[x];
                var end = row.AsSpan(x).IndexOfAnyExcept(value) is >= 0 and var length ? x + length : width;
                counts[value] += end - x;
                if (areas is not null)
                {
                    double ground = 0;
                    foreach (var pixel in pixels[x..end])
                    {
                        ground += pixel;
                    }

                    areas[value] += ground;
                }

                x = end;
            }
        }

        return new MapStatistics(counts, areas);
    }

    /// <summary>GDAL's metadata of these statistics; nothing where every pixel is without data.</summary>
    public IReadOnlyDictionary<string, string> Metadata(int noData)
    {
        var values = Enumerable.Range(0, Values).Where(v => v != noData && Counts[v] > 0).ToArray();
        var valid = values.Sum(v => (double)Counts[v]);
        if (valid == 0)
        {
            return new Dictionary<string, string>();
        }

        var mean = values.Sum(v => v * (double)Counts[v]) / valid;
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean) * Counts[v]) / valid);
        return new Dictionary<string, string>
        {
            ["STATISTICS_MAXIMUM"] = Text(values[^1]),
            ["STATISTICS_MEAN"] = Text(mean),
            ["STATISTICS_MINIMUM"] = Text(values[0]),
            ["STATISTICS_STDDEV"] = Text(deviation),
            ["STATISTICS_VALID_PERCENT"] = Text(100 * valid / Counts.Sum()),
        };
    }

    private static string Text(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
