using System.Globalization;
using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Datasets;

/// <summary>Says where on the ground a raster lies.</summary>
public static class GroundPlace
{
    private const double LeastDifference = 1e-3;

    /// <summary>The reference system and the size of a pixel; null where the raster does not say where it lies.</summary>
    /// <param name="grid">The raster's pixels.</param>
    public static string? Of(GdalGrid grid)
    {
        if (grid.GeoTransform is not { } map)
        {
            return null;
        }

        var (width, height) = (double.Hypot(map.PixelWidth, map.ColumnRotation), double.Hypot(map.PixelHeight, map.RowRotation));
        if (grid.Projection.Length == 0)
        {
            return $"no reference system, pixels of {Size(width, height)} of an unknown unit";
        }

        var crs = GdalSpatialReference.Describe(grid.Projection);
        if (!crs.IsGeographic)
        {
            return $"{crs.Name}, pixels of {Size(width * crs.MetersPerUnit, height * crs.MetersPerUnit)} m";
        }

        var degrees = crs.RadiansPerUnit * 180 / Math.PI;
        var size = $"{crs.Name}, pixels of {Size(width * degrees, height * degrees)}°";
        return GroundArea.SideOf([grid]) is { } side ? Invariant($"{size} (about {side} m)") : size;
    }

    private static string Size(double width, double height) =>
        Math.Abs(width - height) <= LeastDifference * width ? Number(width) : $"{Number(width)} × {Number(height)}";

    // Four digits that count: degrees are small.
    private static string Number(double value) =>
        double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture);
}
