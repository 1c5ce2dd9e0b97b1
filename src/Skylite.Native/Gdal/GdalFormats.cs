
namespace Skylite.Native.Gdal;

/// <summary>File endings, drivers and their creation options.</summary>
internal static class GdalFormats
{
    public static string DriverFor(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TIF" or ".TIFF" => "GTiff",
        ".PNG" => "PNG",
        ".JPG" or ".JPEG" => "JPEG",
        ".BMP" => "BMP",
        ".VRT" => "VRT",
        var ending => throw new GdalException($"'{path}': no image format is known for the ending '{ending}'; use .tif, .png or .jpg."),
    };

    public static GdalColorInterpretation ColorOf(string bandName) => bandName.ToUpperInvariant() switch
    {
        "RED" => GdalColorInterpretation.Red,
        "GREEN" => GdalColorInterpretation.Green,
        "BLUE" => GdalColorInterpretation.Blue,
        "ALPHA" => GdalColorInterpretation.Alpha,
        "GRAY" or "GREY" => GdalColorInterpretation.Gray,
        _ => GdalColorInterpretation.Undefined,
    };

    public static IReadOnlyList<string> CreationOptions(string driver, GdalDataType type, GdalWriteOptions options) => driver switch
    {
        "GTiff" => [.. GeoTiff(type, options), .. options.Extra],
        "JPEG" => [Invariant($"QUALITY={options.Quality}"), .. options.Extra],
        _ => options.Extra,
    };

    private static IEnumerable<string> GeoTiff(GdalDataType type, GdalWriteOptions options)
    {
        yield return "BIGTIFF=IF_SAFER";
        yield return $"COMPRESS={options.Compression}";
        if (options.TileSize > 0)
        {
            yield return "TILED=YES";
            yield return Invariant($"BLOCKXSIZE={options.TileSize}");
            yield return Invariant($"BLOCKYSIZE={options.TileSize}");
        }

        if (options.Compression.ToUpperInvariant() is "DEFLATE" or "LZW" or "ZSTD")
        {
            yield return type is GdalDataType.Float32 or GdalDataType.Float64 ? "PREDICTOR=3" : "PREDICTOR=2";
        }
    }
}
