using System.Runtime.CompilerServices;

namespace Skylite.Imagery.Synthetic.Rendering;

/// <summary>Smooth value noise on an integer lattice; the same everywhere for the same seed.</summary>
internal static class Noise
{
    /// <summary>A value in -1..1 that changes smoothly over a distance of 1.</summary>
    public static float Smooth(float x, float y, uint seed)
    {
        var fx = MathF.Floor(x);
        var fy = MathF.Floor(y);
        var ix = (int)fx;
        var iy = (int)fy;
        var u = Fade(x - fx);
        var v = Fade(y - fy);
        var a = Lattice(ix, iy, seed);
        var b = Lattice(ix + 1, iy, seed);
        var c = Lattice(ix, iy + 1, seed);
        var d = Lattice(ix + 1, iy + 1, seed);
        var top = a + (u * (b - a));
        var bottom = c + (u * (d - c));
        return top + (v * (bottom - top));
    }

    /// <summary>A sum of octaves, each half as large and half as strong; about -1..1.</summary>
    public static float Fractal(float x, float y, int octaves, uint seed)
    {
        float sum = 0;
        var weight = 0.57f;
        for (var i = 0; i < octaves; i++)
        {
            sum += weight * Smooth(x, y, seed + (uint)i);
            // an irrational turn keeps the lattices of the octaves from lining up
            (x, y) = ((1.62f * x) + (1.18f * y) + 17.3f, (1.62f * y) - (1.18f * x) + 9.1f);
            weight *= 0.5f;
        }

        return sum;
    }

    /// <summary>An unsmoothed value in -1..1 of a lattice point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Lattice(int x, int y, uint seed)
    {
        var h = ((uint)x * 0x85EBCA6Bu) ^ ((uint)y * 0xC2B2AE35u) ^ (seed * 0x9E3779B9u);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        h ^= h >> 15;
        return (h >> 8) * (2f / (1 << 24)) - 1f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fade(float t) => t * t * (3 - (2 * t));
}
