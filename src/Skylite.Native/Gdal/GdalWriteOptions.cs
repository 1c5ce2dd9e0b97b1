namespace Skylite.Native.Gdal;

/// <summary>How a raster is laid down in its file.</summary>
public sealed record GdalWriteOptions
{
    /// <summary>Short name of the GDAL driver (<c>GTiff</c>, <c>PNG</c>, <c>JPEG</c>); null chooses by the file's ending.</summary>
    public string? Driver { get; init; }

    /// <summary>GeoTIFF compression (<c>DEFLATE</c>, <c>LZW</c>, <c>ZSTD</c>, <c>NONE</c>).</summary>
    public string Compression { get; init; } = "DEFLATE";

    /// <summary>Edge of a GeoTIFF tile in pixels, a multiple of 16; 0 writes strips.</summary>
    public int TileSize { get; init; } = 256;

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int Quality { get; init; } = 90;

    /// <summary>Further creation options of the driver, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];
}
