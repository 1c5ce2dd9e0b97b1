using System.Numerics;

namespace Skylite.Imagery.Rasters;

/// <summary>The discrete Fourier transform of small square images (Cooley and Tukey 1965, radix 2).</summary>
internal static class FastFourierTransform
{
    /// <summary>Transforms an image in place.</summary>
    /// <param name="image">Side × side numbers.</param>
    /// <param name="side">A power of two.</param>
    /// <param name="inverse">Whether to go back, without the division by the number of pixels.</param>
    public static void Run(Complex[] image, int side, bool inverse)
    {
        var line = new Complex[side];
        for (var y = 0; y < side; y++)
        {
            Run(image.AsSpan(y * side, side), inverse);
        }

        for (var x = 0; x < side; x++)
        {
            for (var y = 0; y < side; y++)
            {
                line[y] = image[(y * side) + x];
            }

            Run(line, inverse);
            for (var y = 0; y < side; y++)
            {
                image[(y * side) + x] = line[y];
            }
        }
    }

    private static void Run(Span<Complex> line, bool inverse)
    {
        var count = line.Length;
        for (int i = 1, j = 0; i < count; i++)
        {
            var bit = count >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (line[i], line[j]) = (line[j], line[i]);
            }
        }

        for (var length = 2; length <= count; length <<= 1)
        {
            var step = Complex.FromPolarCoordinates(1, (inverse ? 2 : -2) * Math.PI / length);
            for (var start = 0; start < count; start += length)
            {
                var turn = Complex.One;
                for (var k = 0; k < length / 2; k++)
                {
                    var even = line[start + k];
                    var odd = line[start + k + (length / 2)] * turn;
                    line[start + k] = even + odd;
                    line[start + k + (length / 2)] = even - odd;
                    turn *= step;
                }
            }
        }
    }
}
