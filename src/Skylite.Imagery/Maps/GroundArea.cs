using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>How large pixels are on the ground.</summary>
public static class GroundArea
{
    // Projections leave a tenth of a percent, which says nothing about the imagery.
    private const string Digits = "G3";

    /// <summary>The area of a pixel of each row.</summary>
    /// <param name="grid">The raster's pixels.</param>
    /// <returns>Row → m² on the ellipsoid; by the map's units where a projection is unknown; null where there is no reference system.</returns>
    /// <remarks>The zone between two latitudes of an ellipsoid: Snyder 1987, <i>Map Projections: A Working Manual</i>, equation 3-12.</remarks>
    public static Func<int, double>? OfRow(GdalGrid grid)
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

        double determinant = Math.Abs((map.PixelWidth * map.PixelHeight) - (map.RowRotation * map.ColumnRotation));
        double flattening = crs.InverseFlattening > 0 ? 1 / crs.InverseFlattening : 0;
        double squared = flattening * (2 - flattening);
        double Zone(double latitude)
        {
            double sine = Math.Sin(Math.Clamp(latitude * crs.RadiansPerUnit, -Math.PI / 2, Math.PI / 2));
            double e = Math.Sqrt(squared);
            double q = e > 0 ? (1 - squared) * ((sine / (1 - (squared * sine * sine))) + (Math.Atanh(e * sine) / e)) : 2 * sine;
            return crs.SemiMajor * crs.SemiMajor * q / 2;
        }

        // A rotated pixel is as high as its area divided by its width.
        double width = Math.Abs(map.PixelWidth) + Math.Abs(map.RowRotation);
        double height = determinant / width;
        return row =>
        {
            double middle = map.Apply(grid.Width / 2.0, row + 0.5).Y;
            return width * crs.RadiansPerUnit * (Zone(middle + (height / 2)) - Zone(middle - (height / 2)));
        };
    }

    /// <summary>The side of a pixel on the ground that most of some rasters have.</summary>
    /// <param name="grids">The rasters' pixels.</param>
    /// <returns>Metres to three digits; null where none says where it lies.</returns>
    public static double? SideOf(IReadOnlyList<GdalGrid> grids)
    {
        double[] sides = [.. grids.Select(g => OfRow(g)?.Invoke(g.Height / 2)).OfType<double>().Select(Math.Sqrt).Order()];
        return sides.Length == 0 ? null : double.Parse(sides[sides.Length / 2].ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
