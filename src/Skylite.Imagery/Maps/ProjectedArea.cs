using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>The area on the ellipsoid of pixels in projected coordinates.</summary>
/// <remarks>
/// How far a place moves in space along x and y, taken over a short way, says how large a unit square is on the ground. Longitude and latitude would say it
/// too, but not at a pole. Places on the ellipsoid: Snyder 1987, <i>Map Projections: A Working Manual</i>, equation 4-20 and the ellipse of a meridian.
/// </remarks>
internal sealed class ProjectedArea(GdalGrid grid, GdalGeoTransform map, GdalCrs crs)
{
    // Metres between measured pixels; those between them follow by straight lines.
    private const double Stride = 25_000;

    // A map of the whole world is measured at so many distances at most along a row, and along a column.
    private const int MostStrides = 256;

    // Metres to each side: long against rounding, short against the ellipsoid.
    private const double HalfWay = 50;
    private const int Places = 4;

    private readonly int _columns = Measured(grid.Width, double.Hypot(map.PixelWidth, map.ColumnRotation) * crs.MetersPerUnit);
    private readonly int _rows = Measured(grid.Height, double.Hypot(map.PixelHeight, map.RowRotation) * crs.MetersPerUnit);
    private readonly double[] _areas = new double[grid.Width];
    private double[]? _scales;

    /// <summary>The area of each pixel of a row in m²; by the map's units where nothing leads from the projection to the ellipsoid.</summary>
    public ReadOnlySpan<double> Of(int row)
    {
        _scales ??= Measure();
        var (upper, down) = Along(row, Step(grid.Height, _rows));
        var lower = Math.Min(upper + 1, _rows - 1);
        var pixel = Math.Abs((map.PixelWidth * map.PixelHeight) - (map.RowRotation * map.ColumnRotation)) * crs.MetersPerUnit * crs.MetersPerUnit;
        Span<double> scales = stackalloc double[_columns];
        for (var c = 0; c < _columns; c++)
        {
            scales[c] = Between(_scales[(upper * _columns) + c], _scales[(lower * _columns) + c], down);
        }

        var step = Step(grid.Width, _columns);
        for (int c = 0, x = 0; c < _columns; c++)
        {
            // From one measured pixel to the next, on a straight line.
            var end = c + 1 < _columns ? (int)Math.Ceiling((c + 1) / step) : _areas.Length;
            var (here, there) = (scales[c], scales[Math.Min(c + 1, _columns - 1)]);
            var (left, right) = (Between(here, there, 0), Between(here, there, 1));
            var (first, rise) = double.IsNaN(left) ? (pixel, 0) : (pixel * left, pixel * (right - left));
            for (; x < end; x++)
            {
                _areas[x] = first + (rise * ((x * step) - c));
            }
        }

        return _areas;
    }

    private static int Measured(int pixels, double side) => 1 + (int)Math.Min(Math.Min(pixels - 1, MostStrides), Math.Ceiling((pixels - 1) * side / Stride));

    // The measured pixel at or before a pixel, and how far it is from there to the next one.
    private static (int Place, double Share) Along(int pixel, double step) => ((int)(pixel * step), (pixel * step) - (int)(pixel * step));

    // From a pixel to the next, counted in measured ones.
    private static double Step(int pixels, int measured) => (measured - 1.0) / Math.Max(1, pixels - 1);

    // Where a projection's world ends, the last pixel in it counts for those beside it.
    private static double Between(double one, double next, double share) =>
        double.IsNaN(one) ? next : double.IsNaN(next) ? one : one + (share * (next - one));

    private double[] Measure()
    {
        var scales = new double[_columns * _rows];
        var half = HalfWay / crs.MetersPerUnit;
        var across = (grid.Width - 1.0) / Math.Max(1, _columns - 1);
        var down = (grid.Height - 1.0) / Math.Max(1, _rows - 1);
        var (x, y) = (new double[Places * scales.Length], new double[Places * scales.Length]);
        for (var i = 0; i < scales.Length; i++)
        {
            var middle = map.Apply((i % _columns * across) + 0.5, (i / _columns * down) + 0.5);
            (double X, double Y)[] around =
            [
                (middle.X - half, middle.Y), (middle.X + half, middle.Y), (middle.X, middle.Y - half), (middle.X, middle.Y + half),
            ];
            for (var p = 0; p < Places; p++)
            {
                (x[(Places * i) + p], y[(Places * i) + p]) = around[p];
            }
        }

        // One question for all: each sets up the projection anew.
        var isKnown = GdalSpatialReference.ToGeographic(grid.Projection, x, y);
        for (var i = 0; i < scales.Length; i++)
        {
            var scale = isKnown ? Scale(x.AsSpan(Places * i, Places), y.AsSpan(Places * i, Places)) : double.NaN;
            scales[i] = double.IsFinite(scale) ? scale : double.NaN;
        }

        return scales;
    }

    // Square metres on the ground in a square metre of the map, from longitudes and latitudes to the west, east, south and north.
    private double Scale(ReadOnlySpan<double> longitude, ReadOnlySpan<double> latitude)
    {
        var (west, east) = (InSpace(longitude[0], latitude[0]), InSpace(longitude[1], latitude[1]));
        var (south, north) = (InSpace(longitude[2], latitude[2]), InSpace(longitude[3], latitude[3]));
        var (a, b, c) = (east.X - west.X, east.Y - west.Y, east.Z - west.Z);
        var (u, v, w) = (north.X - south.X, north.Y - south.Y, north.Z - south.Z);
        return double.Hypot(double.Hypot((b * w) - (c * v), (c * u) - (a * w)), (a * v) - (b * u)) / (4 * HalfWay * HalfWay);
    }

    // Metres from the ellipsoid's centre.
    private (double X, double Y, double Z) InSpace(double longitude, double latitude)
    {
        var flattening = crs.InverseFlattening > 0 ? 1 / crs.InverseFlattening : 0;
        var squared = flattening * (2 - flattening);
        var sine = Math.Sin(latitude);
        var normal = crs.SemiMajor / Math.Sqrt(1 - (squared * sine * sine));
        var fromAxis = normal * Math.Cos(latitude);
        return (fromAxis * Math.Cos(longitude), fromAxis * Math.Sin(longitude), normal * (1 - squared) * sine);
    }
}
