namespace Skylite.Native.Gdal;

/// <summary>A rectangle of a raster in pixels, from its upper left corner.</summary>
/// <param name="X">First column, from 0.</param>
/// <param name="Y">First row, from 0.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct GdalWindow(int X, int Y, int Width, int Height);
