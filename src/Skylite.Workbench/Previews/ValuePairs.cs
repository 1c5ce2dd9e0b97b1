using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>How often each pair of values lies on the same pixel of two maps of one grid.</summary>
internal sealed class ValuePairs
{
    private const int Values = byte.MaxValue + 1;

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
    /// <param name="first">A map.</param>
    /// <param name="second">Another on the same grid.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="cancellation">Stops between strips.</param>
    /// <exception cref="InvalidDataException">A value is no class.</exception>
    public static ValuePairs Of(MapPixels first, MapPixels second, GdalGrid grid, CancellationToken cancellation)
    {
        var pairs = new ValuePairs();
        foreach (var strip in MapPixels.Strips(grid.Width, grid.Height))
        {
            cancellation.ThrowIfCancellationRequested();
            var (a, b) = (first.Read(strip), second.Read(strip));
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
