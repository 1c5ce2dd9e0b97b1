using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>What decides how a raster is read, and may stand in it or beside it: all but its pixels and what was computed from them.</summary>
internal static class RasterStatement
{
    /// <param name="raster">The raster.</param>
    /// <returns>Its grid, then a line for each band.</returns>
    public static string Of(GdalDataset raster) => string.Join('\n', raster.Bands.Select(b => Of(raster, b)).Prepend(GridOf(raster)));

    private static string GridOf(GdalDataset raster)
    {
        var t = raster.GeoTransform ?? default;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{raster.Width} × {raster.Height}|{t.OriginX}|{t.PixelWidth}|{t.RowRotation}|{t.OriginY}|{t.ColumnRotation}|{t.PixelHeight}|"
            + $"{raster.ControlPointCount}|{raster.Projection}");
    }

    private static string Of(GdalDataset raster, GdalBand band) => string.Create(
        CultureInfo.InvariantCulture,
        $"{band.DataType}|{band.Description}|{band.ColorInterpretation}|{band.NoData}|{raster.HasMask(band.Number)}|{band.Scale}|{band.Offset}");
}
