using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>How often each pair of values lies on the same pixel of two maps of one grid.</summary>
internal sealed class ValuePairs
{
    private const int Values = byte.MaxValue + 1;
    private const int StripPixels = 1 << 22;

    private static readonly IReadOnlyList<int> Partners = [.. Enumerable.Range(MapPixels.None, Values + 1)];

    // The last row and column count pixels without a class.
    private readonly long[] _counts = new long[(Values + 1) * (Values + 1)];

    private ValuePairs()
    {
    }

    /// <summary>Number of pixels.</summary>
    /// <param name="first">Value of the first map, or <see cref="MapPixels.None"/>.</param>
    /// <param name="second">Value of the second map, or <see cref="MapPixels.None"/>.</param>
    public long this[int first, int second] => _counts[Index(first, second)];

    /// <summary>Values of the first map that occur, in order.</summary>
    public IReadOnlyList<int> First { get; private set; } = [];

    /// <summary>Values of the second map that occur, in order.</summary>
    public IReadOnlyList<int> Second { get; private set; } = [];

    /// <summary>Counts all pixels, strip by strip.</summary>
    /// <param name="first">A map of bytes.</param>
    /// <param name="second">Another on the same grid.</param>
    /// <param name="cancellation">Stops between strips.</param>
    public static ValuePairs Of(GdalDataset first, GdalDataset second, CancellationToken cancellation)
    {
        var pairs = new ValuePairs();
        var (one, other) = (new MapPixels(first), new MapPixels(second));
        var rows = Math.Clamp(StripPixels / first.Width, 1, first.Height);
        for (var y = 0; y < first.Height; y += rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var strip = new GdalWindow(0, y, first.Width, Math.Min(rows, first.Height - y));
            var (a, b) = (one.Read(strip), other.Read(strip));
            for (var i = 0; i < a.Length; i++)
            {
                pairs._counts[Index(a[i], b[i])]++;
            }
        }

        pairs.First = [.. Enumerable.Range(0, Values).Where(v => Partners.Any(p => pairs[v, p] > 0))];
        pairs.Second = [.. Enumerable.Range(0, Values).Where(v => Partners.Any(p => pairs[p, v] > 0))];
        return pairs;
    }

    private static int Index(int first, int second) => ((first < 0 ? Values : first) * (Values + 1)) + (second < 0 ? Values : second);
}
