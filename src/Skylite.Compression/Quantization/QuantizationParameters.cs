namespace Skylite.Compression.Quantization;

/// <summary>An unsigned 8-bit affine quantiser: real = <paramref name="Scale"/> · (q − <paramref name="ZeroPoint"/>).</summary>
/// <param name="Scale">Step, positive.</param>
/// <param name="ZeroPoint">The number that stands for 0.</param>
public readonly record struct QuantizationParameters(float Scale, byte ZeroPoint)
{
    // Below this a scale would make the products with weight scales denormal.
    private const float LeastScale = 1e-12f;

    /// <summary>The smallest real number represented.</summary>
    public float Low => Scale * -ZeroPoint;

    /// <summary>The largest real number represented.</summary>
    public float High => Scale * (255 - ZeroPoint);

    /// <summary>
    /// The quantiser of a range. Zero is always represented exactly (padding depends on it), and a range that starts at 0 never reaches beyond its end:
    /// only so does ONNX Runtime drop a Clip before it.
    /// </summary>
    /// <param name="range">The range; a degenerate one (all zeros) gets the step 1 ÷ 255.</param>
    public static QuantizationParameters Of(ActivationRange range)
    {
        var min = Math.Min(range.Min, 0f);
        var max = Math.Max(range.Max, 0f);
        var width = (double)max - min;
        if (width == 0)
        {
            return new QuantizationParameters(1f / 255, 0);
        }

        var scale = Math.Max((float)(width / 255), LeastScale);
        if (min == 0)
        {
            while (scale * 255 > max && scale > LeastScale)
            {
                scale = MathF.BitDecrement(scale);
            }
        }

        var zeroPoint = Math.Clamp(Math.Round(-min / (double)scale, MidpointRounding.ToEven), 0, 255);
        return new QuantizationParameters(scale, (byte)zeroPoint);
    }

    /// <summary>Rounds to the grid and back.</summary>
    /// <param name="value">A real number.</param>
    public float Simulate(float value) =>
        Scale * (Math.Clamp(MathF.Round(value / Scale, MidpointRounding.ToEven) + ZeroPoint, 0, 255) - ZeroPoint);
}
