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

    // Windows of a scene so many sides long share little of their margins, which count little: what they say, each says for itself.
    private const double SidesOfScene = 2.5;
    private const int FewestWindows = 5;
    private const double MostMissing = 0.2;
    private const double Tolerance = 1.5;
    private const double ClearPeak = 6;

    /// <summary>Length of the shift in pixels.</summary>
    public double Distance => Math.Sqrt((Columns * Columns) + (Rows * Rows));

    /// <summary>Whether the dates look shifted: by more than two pixels.</summary>
    public bool LooksWrong => Distance > 2;

    /// <summary>Estimates the shift in nine windows spread over the scene.</summary>
    /// <param name="first">The first date.</param>
    /// <param name="second">The second date, on the grid of the first.</param>
    /// <returns>The shift that most windows show; null where too few can be matched, or most do not agree.</returns>
    public static Registration? Estimate(RasterScene first, RasterScene second)
    {
        var side = LargestSide;
        while (SidesOfScene * side > Math.Min(first.Width, first.Height))
        {
            side /= 2;
        }

        if (side < SmallestSide)
        {
            return null;
        }

        var shifts = new List<(int X, int Y)>();
        for (var i = 0; i < Grid * Grid; i++)
        {
            var x = Place(i % Grid, first.Width, side);
            var y = Place(i / Grid, first.Height, side);
            var window = new GdalWindow(x, y, side, side);
            if (Pair(first, second, window) is var (one, other) && Shift(one, other, side) is { } shift)
            {
                shifts.Add(shift);
            }
        }

        if (shifts.Count < FewestWindows)
        {
            return null;
        }

        var columns = Median(shifts.Select(s => s.X));
        var rows = Median(shifts.Select(s => s.Y));
        var agreeing = shifts.Count(s => Math.Abs(s.X - columns) <= Tolerance && Math.Abs(s.Y - rows) <= Tolerance);
        return 2 * agreeing > shifts.Count ? new Registration(columns, rows, agreeing, shifts.Count) : null;
    }

    /// <summary>The shift between two images, in whole pixels; null where no peak stands out.</summary>
    /// <param name="first">Side × side pixels.</param>
    /// <param name="second">Side × side pixels.</param>
    /// <param name="side">A power of two.</param>
    public static (int X, int Y)? Shift(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int side)
    {
        var one = Windowed(first, side);
        var other = Windowed(second, side);
        FastFourierTransform.Run(one, side, inverse: false);
        FastFourierTransform.Run(other, side, inverse: false);
        for (var i = 0; i < one.Length; i++)
        {
            var product = other[i] * Complex.Conjugate(one[i]);
            var length = product.Magnitude;
            one[i] = length > 1e-12 ? product / length : Complex.Zero;
        }

        FastFourierTransform.Run(one, side, inverse: true);
        // The sum over neighbours catches shifts that are no whole number of pixels.
        var surface = new double[one.Length];
        for (var i = 0; i < one.Length; i++)
        {
            var (y, x) = (i / side, i % side);
            for (var d = 0; d < 9; d++)
            {
                surface[i] += one[((y + (d / 3) - 1 + side) % side * side) + ((x + (d % 3) - 1 + side) % side)].Real;
            }
        }

        var best = Array.IndexOf(surface, surface.Max());
        var deviation = Math.Sqrt(surface.Sum(s => s * s) / surface.Length);
        if (surface[best] <= ClearPeak * deviation)
        {
            return null;
        }

        // A sharp peak lifts all sums around it alike; it lies where the surface itself is highest.
        var peak = Enumerable.Range(0, 9)
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

    // What one date lacks says nothing in the other: the outline of a gap would be matched with whatever is there.
    private static (float[] First, float[] Second)? Pair(RasterScene first, RasterScene second, GdalWindow window)
    {
        var isMissing = new bool[window.Width * window.Height];
        var (one, other) = (Gray(first, window, isMissing), Gray(second, window, isMissing));
        if (isMissing.Count(m => m) > MostMissing * isMissing.Length)
        {
            return null;
        }

        Fill(one, isMissing);
        Fill(other, isMissing);
        return (one, other);
    }

    private static float[] Gray(RasterScene scene, GdalWindow window, bool[] isMissing)
    {
        var count = isMissing.Length;
        var pixels = new float[scene.Channels * count];
        var valid = new byte[count];
        scene.Read(window, pixels, valid);
        var hasGaps = scene.HasGaps;
        for (var i = 0; i < count; i++)
        {
            float sum = 0;
            for (var c = 0; c < scene.Channels; c++)
            {
                var value = pixels[(c * count) + i];
                sum += value;
                // Where some bands are there, the others are exactly 0.
                isMissing[i] |= hasGaps && value == 0;
            }

            isMissing[i] |= valid[i] == 0;
            pixels[i] = sum;
        }

        return pixels[..count];
    }

    private static void Fill(float[] pixels, bool[] isMissing)
    {
        var mean = pixels.Where((_, i) => !isMissing[i]).Average();
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = isMissing[i] ? mean : pixels[i];
        }
    }

    private static Complex[] Windowed(ReadOnlySpan<float> pixels, int side)
    {
        double mean = 0;
        foreach (var pixel in pixels)
        {
            mean += pixel;
        }

        mean /= pixels.Length;
        var result = new Complex[pixels.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var across = Math.Sin(Math.PI * ((i % side) + 0.5) / side);
            var down = Math.Sin(Math.PI * ((i / side) + 0.5) / side);
            result[i] = (pixels[i] - mean) * across * across * down * down;
        }

        return result;
    }
}
