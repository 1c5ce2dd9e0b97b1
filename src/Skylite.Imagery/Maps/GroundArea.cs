using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>How large pixels are on the ground.</summary>
public static class GroundArea
{
    // Projections leave a tenth of a percent, which says nothing about the imagery.
    private const string Digits = "G3";

    /// <summary>The areas of the pixels of each row.</summary>
    /// <param name="grid">The raster's pixels.</param>
    /// <returns>
    /// Row → m² on the ellipsoid of each of its pixels, until the next row is asked for; by the map's units where a projection is unknown; null where there
    /// is no reference system.
    /// </returns>
    /// <remarks>The zone between two latitudes of an ellipsoid: Snyder 1987, <i>Map Projections: A Working Manual</i>, equation 3-12.</remarks>
    public static Func<int, ReadOnlySpan<double>>? OfRow(GdalGrid grid)
    {
        if (grid.GeoTransform is not { } map || grid.Projection.Length == 0)
        {
            return null;
        }

        var crs = GdalSpatialReference.Describe(grid.Projection);
        if (!crs.IsGeographic)
        {
            return new ProjectedArea(grid, map, crs).Of;
        }

        var determinant = Math.Abs((map.PixelWidth * map.PixelHeight) - (map.RowRotation * map.ColumnRotation));
        var flattening = crs.InverseFlattening > 0 ? 1 / crs.InverseFlattening : 0;
        var squared = flattening * (2 - flattening);
        double Zone(double latitude)
        {
            var sine = Math.Sin(Math.Clamp(latitude * crs.RadiansPerUnit, -Math.PI / 2, Math.PI / 2));
            var e = Math.Sqrt(squared);
            var q = e > 0 ? (1 - squared) * ((sine / (1 - (squared * sine * sine))) + (Math.Atanh(e * sine) / e)) : 2 * sine;
            return crs.SemiMajor * crs.SemiMajor * q / 2;
        }

        // A rotated pixel is as high as its area divided by its width.
        var width = Math.Abs(map.PixelWidth) + Math.Abs(map.RowRotation);
        var height = determinant / width;
        var areas = new double[grid.Width];
        return row =>
        {
            // Unless the map is turned, a row has one latitude.
            var different = map.ColumnRotation == 0 ? 1 : areas.Length;
            for (var x = 0; x < different; x++)
            {
                var middle = map.Apply(x + 0.5, row + 0.5).Y;
                areas[x] = width * crs.RadiansPerUnit * (Zone(middle + (height / 2)) - Zone(middle - (height / 2)));
            }

            areas.AsSpan(different).Fill(areas[0]);
            return areas;
        };
    }

    /// <summary>The area of the pixel in the middle of a raster.</summary>
    /// <param name="grid">The raster's pixels.</param>
    /// <returns>As of <see cref="OfRow"/>.</returns>
    public static double? OfMiddle(GdalGrid grid) =>
        OfRow(grid.Part(new GdalWindow(grid.Width / 2, grid.Height / 2, 1, 1))) is { } areas ? areas(0)[0] : null;

    /// <summary>The side of a pixel on the ground that most of some rasters have.</summary>
    /// <param name="grids">The rasters' pixels.</param>
    /// <returns>Metres to three digits; null where none says where it lies.</returns>
    public static double? SideOf(IReadOnlyList<GdalGrid> grids)
    {
        double[] sides = [.. grids.Select(OfMiddle).OfType<double>().Select(Math.Sqrt).Order()];
        return sides.Length == 0 ? null : double.Parse(sides[sides.Length / 2].ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
