using System.Buffers;

namespace Skylite.Imagery.Maps;

/// <summary>Finished rows of a map, in memory that goes back to a pool: a scene has hundreds of strips of many megabytes.</summary>
public sealed class MapStrip : IDisposable
{
    private readonly byte[] _classes;
    private readonly byte[] _probabilities;
    private readonly int _bands;

    /// <summary>Makes a strip whose bytes are still to be set.</summary>
    /// <param name="x">First column.</param>
    /// <param name="y">First row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="panel">The panel it belongs to.</param>
    /// <param name="bands">Bands of probabilities; 0 if none are kept.</param>
    public MapStrip(int x, int y, int width, int rows, int panel, int bands)
    {
        (X, Y, Width, Rows, Panel, _bands) = (x, y, width, rows, panel, bands);
        _classes = ArrayPool<byte>.Shared.Rent(rows * width);
        _probabilities = ArrayPool<byte>.Shared.Rent(bands * rows * width);
    }

    /// <summary>First column.</summary>
    public int X { get; }

    /// <summary>First row.</summary>
    public int Y { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>The panel it belongs to.</summary>
    public int Panel { get; }

    /// <summary>Rows × width classes; <see cref="MapLegend.NoData"/> where there is no data.</summary>
    public Span<byte> Classes => _classes.AsSpan(0, Rows * Width);

    /// <summary>Bands × rows × width probabilities of 1 to 255 for 0 to 1, 0 where there is no data; empty if none are kept.</summary>
    public Span<byte> Probabilities => _probabilities.AsSpan(0, _bands * Rows * Width);

    /// <summary>Gives the memory back; the strip must not be used any more.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_classes);
        ArrayPool<byte>.Shared.Return(_probabilities);
    }
}
