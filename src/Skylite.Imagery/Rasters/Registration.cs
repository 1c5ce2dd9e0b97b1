using System.Numerics;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>How far the second date lies beside the first.</summary>
/// <param name="Columns">Median shift of the second date to the right, in pixels.</param>
/// <param name="Rows">Median shift of the second date downwards, in pixels.</param>
/// <param name="Agreeing">Windows that show this shift.</param>
/// <param name="Windows">Windows in which anything could be matched.</param>
/// <remarks>Phase correlation: Kuglin and Hines 1975, <i>The phase correlation image alignment method</i>.</remarks>
public sealed record Registration(double Columns, double Rows, int Agreeing, int Windows)
{
    private const int LargestSide = 256;
    private const int SmallestSide = 32;
    private const int Grid = 3;
    private const double Tolerance = 1.5;
    private const double ClearPeak = 6;

    /// <summary>Length of the shift in pixels.</summary>
    public double Distance => Math.Sqrt((Columns * Columns) + (Rows * Rows));

    /// <summary>Whether the dates look shifted: more than two pixels, in the same way in most windows.</summary>
    public bool LooksWrong => Distance > 2 && Agreeing >= Math.Min(3, Windows) && 2 * Agreeing > Windows;

    /// <summary>Estimates the shift in nine windows spread over the scene.</summary>
    /// <param name="first">The first date.</param>
    /// <param name="second">The second date, on the grid of the first.</param>
    /// <returns>The shift, or null where nothing can be matched.</returns>
    public static Registration? Estimate(RasterScene first, RasterScene second)
    {
        int side = LargestSide;
        while (side > Math.Min(first.Width, first.Height))
        {
            side /= 2;
        }

        if (side < SmallestSide)
        {
            return null;
        }

        var shifts = new List<(int X, int Y)>();
        for (int i = 0; i < Grid * Grid; i++)
        {
            int x = Place(i % Grid, first.Width, side);
            int y = Place(i / Grid, first.Height, side);
            var window = new GdalWindow(x, y, side, side);
            if (Gray(first, window) is { } one && Gray(second, window) is { } other && Shift(one, other, side) is { } shift)
            {
                shifts.Add(shift);
            }
        }

        if (shifts.Count == 0)
        {
            return null;
        }

        double columns = Median(shifts.Select(s => s.X));
        double rows = Median(shifts.Select(s => s.Y));
        return new Registration(columns, rows, shifts.Count(s => Math.Abs(s.X - columns) <= Tolerance && Math.Abs(s.Y - rows) <= Tolerance), shifts.Count);
    }

    /// <summary>The shift between two images, in whole pixels; null where no peak stands out.</summary>
    /// <param name="first">Side × side pixels.</param>
    /// <param name="second">Side × side pixels.</param>
    /// <param name="side">A power of two.</param>
    public static (int X, int Y)? Shift(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int side)
    {
        var one = Windowed(first, side);
        var other = Windowed(second, side);
        FourierTransform.Run(one, side, inverse: false);
        FourierTransform.Run(other, side, inverse: false);
        for (int i = 0; i < one.Length; i++)
        {
            var product = other[i] * Complex.Conjugate(one[i]);
            double length = product.Magnitude;
            one[i] = length > 1e-12 ? product / length : Complex.Zero;
        }

        FourierTransform.Run(one, side, inverse: true);
        // The sum over neighbours catches shifts that are no whole number of pixels.
        var surface = new double[one.Length];
        for (int i = 0; i < one.Length; i++)
        {
            var (y, x) = (i / side, i % side);
            for (int d = 0; d < 9; d++)
            {
                surface[i] += one[((y + (d / 3) - 1 + side) % side * side) + ((x + (d % 3) - 1 + side) % side)].Real;
            }
        }

        int best = Array.IndexOf(surface, surface.Max());
        double deviation = Math.Sqrt(surface.Sum(s => s * s) / surface.Length);
        if (surface[best] <= ClearPeak * deviation)
        {
            return null;
        }

        // A sharp peak lifts all sums around it alike; it lies where the surface itself is highest.
        int peak = Enumerable.Range(0, 9)
            .Select(d => (((best / side) + (d / 3) - 1 + side) % side * side) + (((best % side) + (d % 3) - 1 + side) % side))
            .MaxBy(i => one[i].Real);
        static int Signed(int place, int side) => place < side / 2 ? place : place - side;
        return (Signed(peak % side, side), Signed(peak / side, side));
    }

    private static int Place(int index, int length, int side) => (int)((long)(length - side) * ((2 * index) + 1) / (2 * Grid));

    private static double Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
    }

    private static float[]? Gray(RasterScene scene, GdalWindow window)
    {
        int count = window.Width * window.Height;
        var pixels = new float[scene.Channels * count];
        var valid = new byte[count];
        scene.Read(window, pixels, valid);
        if (valid.Count(v => v == 0) > count / 5)
        {
            return null;
        }

        for (int c = 1; c < scene.Channels; c++)
        {
            for (int i = 0; i < count; i++)
            {
                pixels[i] += pixels[(c * count) + i];
            }
        }

        return pixels[..count];
    }

    private static Complex[] Windowed(ReadOnlySpan<float> pixels, int side)
    {
        double mean = 0;
        foreach (float pixel in pixels)
        {
            mean += pixel;
        }

        mean /= pixels.Length;
        var result = new Complex[pixels.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double across = Math.Sin(Math.PI * ((i % side) + 0.5) / side);
            double down = Math.Sin(Math.PI * ((i / side) + 0.5) / side);
            result[i] = (pixels[i] - mean) * across * across * down * down;
        }

        return result;
    }
}
