namespace Skylite.Native.Gdal;

/// <summary>A rectangle of a raster in pixels, from its upper left corner.</summary>
/// <param name="X">First column, from 0.</param>
/// <param name="Y">First row, from 0.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct GdalWindow(int X, int Y, int Width, int Height)
{
    /// <summary>The rectangle in strips of whole rows from the top, so that rasters of any size fit into memory.</summary>
    /// <param name="rows">Rows of a strip, at least 1; the last may have fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    public IEnumerable<GdalWindow> Strips(int rows = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var window = this;
        var count = (int)(((long)Height + rows - 1) / rows);
        return Enumerable.Range(0, count).Select(i => window with { Y = window.Y + (i * rows), Height = Math.Min(rows, window.Height - (i * rows)) });
    }
}
