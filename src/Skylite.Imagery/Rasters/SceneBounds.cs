using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>A rectangle of a scene in its own coordinates; columns and rows where it does not say where it lies.</summary>
/// <param name="West">Least x.</param>
/// <param name="South">Least y.</param>
/// <param name="East">Largest x.</param>
/// <param name="North">Largest y.</param>
public sealed record SceneBounds(double West, double South, double East, double North)
{
    // Corners of pixels, written with some digits, mean those pixels and no others.
    private const double Tolerance = 1e-3;

    /// <summary>Reads four numbers divided by commas.</summary>
    /// <exception cref="ArgumentException">The text is no rectangle.</exception>
    public static SceneBounds Parse(string text)
    {
        double[] numbers = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Number)];
        return numbers is [var west, var south, var east, var north] && west < east && south < north && numbers.All(double.IsFinite)
            ? new SceneBounds(west, south, east, north)
            : throw new ArgumentException(
                $"--bounds is WEST,SOUTH,EAST,NORTH in the scene's coordinates, such as 300000,4900000,310000,4910000, not '{text}'.");
    }

    /// <summary>The pixels of a grid that the rectangle touches; of a rotated grid those of the smallest window around it.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="name">The scene, for the error.</param>
    /// <exception cref="ArgumentException">The rectangle lies outside.</exception>
    public GdalWindow On(GdalGrid grid, string name)
    {
        var map = grid.GeoTransform ?? GdalGeoTransform.Identity;
        (double Column, double Row)[] corners = [map.Invert(West, South), map.Invert(West, North), map.Invert(East, South), map.Invert(East, North)];
        int Least(Func<(double Column, double Row), double> of, int length) => (int)Math.Clamp(Math.Floor(corners.Min(of) + Tolerance), 0, length);
        int Most(Func<(double Column, double Row), double> of, int length) => (int)Math.Clamp(Math.Ceiling(corners.Max(of) - Tolerance), 0, length);
        var (left, top) = (Least(c => c.Column, grid.Width), Least(c => c.Row, grid.Height));
        var (right, bottom) = (Most(c => c.Column, grid.Width), Most(c => c.Row, grid.Height));
        if (left < right && top < bottom)
        {
            return new GdalWindow(left, top, right - left, bottom - top);
        }

        var (west, south, east, north) = grid.Bounds;
        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"--bounds {this} lies outside '{name}', which covers "
            + $"{west:0.######},{south:0.######},{east:0.######},{north:0.######}{(grid.GeoTransform is null ? " in columns and rows" : string.Empty)}."));
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{West:R},{South:R},{East:R},{North:R}");
}
