using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>The area on the ellipsoid of pixels in projected coordinates, measured at the middle of their row.</summary>
/// <remarks>
/// How far longitude and latitude change along x and y, taken over a short way, says how large a unit square is on the ground, with the
/// ellipsoid's radii of curvature: Snyder 1987, <i>Map Projections: A Working Manual</i>, equations 4-18 and 4-20.
/// </remarks>
internal sealed class ProjectedArea(GdalGrid grid, GdalGeoTransform map, GdalCrs crs)
{
    // So many rows are asked for at once: each question to GDAL sets up the projection anew.
    private const int Rows = 1024;

    // Metres to each side: long against rounding, short against the ellipsoid.
    private const double HalfWay = 50;
    private const int Places = 4;

    private readonly double[] _areas = new double[Rows];
    private int _first = -1;

    /// <summary>The area of a pixel in m²; by the map's units where nothing leads from the projection to the ellipsoid.</summary>
    public double Of(int row)
    {
        int first = row / Rows * Rows;
        if (first != _first)
        {
            Measure(first);
            _first = first;
        }

        return _areas[row - first];
    }

    private void Measure(int first)
    {
        int count = Math.Min(Rows, grid.Height - first);
        double half = HalfWay / crs.MetersPerUnit;
        var (x, y) = (new double[Places * count], new double[Places * count]);
        for (int i = 0; i < count; i++)
        {
            var middle = map.Apply(grid.Width / 2.0, first + i + 0.5);
            (double X, double Y)[] around =
            [
                (middle.X - half, middle.Y), (middle.X + half, middle.Y), (middle.X, middle.Y - half), (middle.X, middle.Y + half),
            ];
            for (int p = 0; p < Places; p++)
            {
                (x[(Places * i) + p], y[(Places * i) + p]) = around[p];
            }
        }

        bool isKnown = GdalSpatialReference.ToGeographic(grid.Projection, x, y);
        double pixel = Math.Abs((map.PixelWidth * map.PixelHeight) - (map.RowRotation * map.ColumnRotation)) * crs.MetersPerUnit * crs.MetersPerUnit;
        for (int i = 0; i < count; i++)
        {
            double scale = isKnown ? Scale(x.AsSpan(Places * i, Places), y.AsSpan(Places * i, Places)) : 1;
            _areas[i] = double.IsFinite(scale) ? pixel * scale : pixel;
        }
    }

    // Square metres on the ground in a square metre of the map, from longitudes and latitudes to the west, east, south and north.
    private double Scale(ReadOnlySpan<double> longitude, ReadOnlySpan<double> latitude)
    {
        double flattening = crs.InverseFlattening > 0 ? 1 / crs.InverseFlattening : 0;
        double squared = flattening * (2 - flattening);
        double middle = (latitude[0] + latitude[1] + latitude[2] + latitude[3]) / Places;
        double sine = Math.Sin(middle);
        double bend = 1 - (squared * sine * sine);
        double alongMeridian = crs.SemiMajor * (1 - squared) / (bend * Math.Sqrt(bend));
        double alongParallel = crs.SemiMajor / Math.Sqrt(bend) * Math.Cos(middle);
        // Across the antimeridian longitude jumps by a turn.
        double eastward = Math.IEEERemainder(longitude[1] - longitude[0], Math.Tau);
        double northward = Math.IEEERemainder(longitude[3] - longitude[2], Math.Tau);
        double turn = (eastward * (latitude[3] - latitude[2])) - (northward * (latitude[1] - latitude[0]));
        return Math.Abs(turn) * alongMeridian * alongParallel / (4 * HalfWay * HalfWay);
    }
}
