using System.Globalization;

namespace Skylite.Imagery.Maps;

/// <summary>How often each value occurs in a band of bytes.</summary>
internal sealed class MapStatistics
{
    private MapStatistics(long[] counts) => Counts = counts;

    public IReadOnlyList<long> Counts { get; }

    public static MapStatistics Of(RawRaster raw, int band, int width, int height, CancellationToken cancellationToken)
    {
        var counts = new long[256];
        var row = new byte[width];
        for (int y = 0; y < height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            raw.ReadRow(band, y, row);
            foreach (byte value in row)
            {
                counts[value]++;
            }
        }

        return new MapStatistics(counts);
    }

    /// <summary>GDAL's metadata of these statistics; nothing where every pixel is without data.</summary>
    public IReadOnlyDictionary<string, string> Metadata(int noData)
    {
        var values = Enumerable.Range(0, 256).Where(v => v != noData && Counts[v] > 0).ToArray();
        double valid = values.Sum(v => (double)Counts[v]);
        if (valid == 0)
        {
            return new Dictionary<string, string>();
        }

        double mean = values.Sum(v => v * (double)Counts[v]) / valid;
        double deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean) * Counts[v]) / valid);
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
