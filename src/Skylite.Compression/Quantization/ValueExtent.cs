using System.Numerics;
using System.Runtime.InteropServices;

namespace Skylite.Compression.Quantization;

/// <summary>Smallest and largest of many values.</summary>
internal static class ValueExtent
{
    /// <summary>The extent of a buffer that is not empty.</summary>
    /// <exception cref="InvalidDataException">A value is not finite.</exception>
    internal static ActivationRange Of(ReadOnlySpan<float> values)
    {
        var min = float.PositiveInfinity;
        var max = float.NegativeInfinity;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        if (vectors.Length > 0)
        {
            var lows = vectors[0];
            var highs = lows;
            foreach (var v in vectors)
            {
                lows = Vector.Min(lows, v);
                highs = Vector.Max(highs, v);
            }

            for (var i = 0; i < Vector<float>.Count; i++)
            {
                min = MathF.Min(min, lows[i]);
                max = MathF.Max(max, highs[i]);
            }
        }

        foreach (var v in values[(vectors.Length * Vector<float>.Count)..])
        {
            min = MathF.Min(min, v);
            max = MathF.Max(max, v);
        }

        // Both minimum and maximum hand NaN on, so one look at the ends finds any value that is not finite.
        return float.IsFinite(min) && float.IsFinite(max)
            ? new ActivationRange(min, max)
            : throw new InvalidDataException(
                "The activation holds infinite values or NaN: the network or its preprocessing is broken for the calibration data.");
    }
}
