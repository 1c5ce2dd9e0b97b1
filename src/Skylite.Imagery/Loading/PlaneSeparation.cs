using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Skylite.Imagery.Loading;

/// <summary>Brings bands that lie side by side into planes.</summary>
internal static class PlaneSeparation
{
    /// <summary>Takes chosen bands of pixels apart.</summary>
    /// <param name="pixels">Pixels × <paramref name="step"/> values.</param>
    /// <param name="step">Bands of a pixel.</param>
    /// <param name="bands">The band that each plane shows.</param>
    /// <param name="planes">Planes one after the other.</param>
    public static void Separate<T>(ReadOnlySpan<T> pixels, int step, ReadOnlySpan<int> bands, Span<T> planes)
        where T : unmanaged
    {
        var plane = pixels.Length / step;
        var done = typeof(T) == typeof(byte) && step == 3 && bands is [0, 1, 2]
            ? SeparateThree(MemoryMarshal.AsBytes(pixels), MemoryMarshal.AsBytes(planes), plane)
            : 0;
        for (var b = 0; b < bands.Length; b++)
        {
            var target = planes.Slice(b * plane, plane);
            var at = bands[b] + (done * step);
            for (var i = done; i < target.Length; i++)
            {
                target[i] = pixels[at];
                at += step;
            }
        }
    }

    // 16 pixels at a time: plane b takes bytes b, b + 3, b + 6 … of 48; a shuffle gives 0 for an index outside its 16.
    private static int SeparateThree(ReadOnlySpan<byte> pixels, Span<byte> planes, int plane)
    {
        var blocks = plane / 16;
        var from = MemoryMarshal.Cast<byte, Vector128<byte>>(pixels);
        Span<Vector128<byte>> picks = stackalloc Vector128<byte>[9];
        for (var b = 0; b < 3; b++)
        {
            for (var part = 0; part < 3; part++)
            {
                picks[(3 * b) + part] = Picks(b, 16 * part);
            }
        }

        for (var b = 0; b < 3; b++)
        {
            var (p, q, r) = (picks[3 * b], picks[(3 * b) + 1], picks[(3 * b) + 2]);
            var target = planes.Slice(b * plane, plane);
            for (var i = 0; i < blocks; i++)
            {
                var taken = Vector128.Shuffle(from[3 * i], p) | Vector128.Shuffle(from[(3 * i) + 1], q) | Vector128.Shuffle(from[(3 * i) + 2], r);
                taken.CopyTo(target[(16 * i)..]);
            }
        }

        return blocks * 16;
    }

    private static Vector128<byte> Picks(int band, int offset)
    {
        Span<byte> picks = stackalloc byte[16];
        for (var i = 0; i < 16; i++)
        {
            var at = (3 * i) + band - offset;
            picks[i] = at is >= 0 and < 16 ? (byte)at : (byte)255;
        }

        return Vector128.Create<byte>(picks);
    }
}
