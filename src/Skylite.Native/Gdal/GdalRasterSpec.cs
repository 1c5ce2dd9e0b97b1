namespace Skylite.Native.Gdal;

/// <summary>Size and type of a raster to create.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bands">Number of bands.</param>
/// <param name="DataType">Type of the pixels.</param>
public sealed record GdalRasterSpec(int Width, int Height, int Bands, GdalDataType DataType)
{
    /// <summary>The map from pixels to map coordinates, or null for a plain image.</summary>
    public GdalGeoTransform? GeoTransform { get; init; }

    /// <summary>The coordinate reference system as anything GDAL understands (<c>EPSG:32633</c>, WKT, PROJ), or null.</summary>
    public string? Crs { get; init; }

    /// <summary>The value that marks missing pixels, or null.</summary>
    public double? NoData { get; init; }

    /// <summary>Names of the bands, one each, or null.</summary>
    public IReadOnlyList<string>? BandNames { get; init; }
}
