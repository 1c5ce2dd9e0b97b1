namespace Skylite.Native.Gdal;

/// <summary>
/// The affine map from pixel corners to map coordinates, as GDAL orders it: x = OriginX + column ·
/// PixelWidth + row · RowRotation, y = OriginY + column · ColumnRotation + row · PixelHeight.
/// </summary>
/// <param name="OriginX">Map x of the upper left corner of the upper left pixel.</param>
/// <param name="PixelWidth">Width of a pixel in map units.</param>
/// <param name="RowRotation">Change of x per row, 0 for north-up rasters.</param>
/// <param name="OriginY">Map y of the upper left corner of the upper left pixel.</param>
/// <param name="ColumnRotation">Change of y per column, 0 for north-up rasters.</param>
/// <param name="PixelHeight">Change of y per row, negative for north-up rasters.</param>
public readonly record struct GdalGeoTransform(
    double OriginX,
    double PixelWidth,
    double RowRotation,
    double OriginY,
    double ColumnRotation,
    double PixelHeight)
{
    /// <summary>Maps a place in pixels (0, 0 is the upper left corner of the raster) to map coordinates.</summary>
    /// <param name="column">Columns from the left edge.</param>
    /// <param name="row">Rows from the upper edge.</param>
    /// <returns>Map x and y.</returns>
    public (double X, double Y) Apply(double column, double row) =>
        (OriginX + (column * PixelWidth) + (row * RowRotation), OriginY + (column * ColumnRotation) + (row * PixelHeight));

    /// <summary>Maps pixels to themselves, as where nothing says where a raster lies.</summary>
    public static GdalGeoTransform Identity { get; } = new(0, 1, 0, 0, 0, 1);

    /// <summary>Maps map coordinates to a place in pixels.</summary>
    /// <param name="x">Map x.</param>
    /// <param name="y">Map y.</param>
    /// <returns>Columns from the left edge and rows from the upper one.</returns>
    public (double Column, double Row) Invert(double x, double y)
    {
        var determinant = (PixelWidth * PixelHeight) - (RowRotation * ColumnRotation);
        var (u, v) = (x - OriginX, y - OriginY);
        return (((u * PixelHeight) - (v * RowRotation)) / determinant, ((v * PixelWidth) - (u * ColumnRotation)) / determinant);
    }

    /// <summary>A north-up transform with square pixels.</summary>
    /// <param name="originX">Map x of the upper left corner.</param>
    /// <param name="originY">Map y of the upper left corner.</param>
    /// <param name="pixelSize">Ground size of a pixel in map units, positive.</param>
    /// <returns>The transform.</returns>
    public static GdalGeoTransform NorthUp(double originX, double originY, double pixelSize) =>
        new(originX, pixelSize, 0, originY, 0, -pixelSize);
}
