using System.Numerics;

namespace Skylite.Imagery.Synthetic.Rendering;

/// <summary>A material at one pixel size: what is finer than a pixel is left out, so that nothing aliases.</summary>
internal readonly struct MaterialSampler
{
    private readonly Material _material;
    private readonly int _octaves;
    private readonly float _grain;
    private readonly float _stripe;
    private readonly float _stripeX;
    private readonly float _stripeY;

    public MaterialSampler(Material material, float pixel)
    {
        _material = material;
        _octaves = Math.Clamp((int)MathF.Log2(material.MottleSize / pixel), 1, 3);
        _grain = material.Grain * Visible(material.GrainSize, pixel);
        _stripe = material.Stripe * Visible(material.StripePeriod / 2, pixel);
        (var sin, var cos) = MathF.SinCos(material.StripeAngle);
        _stripeX = -sin * 2 * MathF.PI / material.StripePeriod;
        _stripeY = cos * 2 * MathF.PI / material.StripePeriod;
    }

    public Vector4 At(float x, float y)
    {
        var patch = Noise.Fractal(x / _material.MottleSize, y / _material.MottleSize, _octaves, _material.Seed);
        var light = 1 + (_material.Mottle * patch);
        if (_grain > 0)
        {
            light += _grain
                * Noise.Smooth(((0.8f * x) + (0.6f * y)) / _material.GrainSize, ((0.8f * y) - (0.6f * x)) / _material.GrainSize, _material.Seed ^ 0xA511E9B3u);
        }

        if (_stripe > 0)
        {
            var phase = (x * _stripeX) + (y * _stripeY);
            var along = ((x * _stripeY) - (y * _stripeX)) * 0.02f;
            light += _stripe * ((0.6f * MathF.Sin(phase + (0.5f * patch))) + (0.7f * Noise.Smooth(phase * 0.31f, along, _material.Seed ^ 0x7F4A7C15u)));
        }

        var drift = Math.Clamp(0.5f + (0.9f * patch), 0, 1);
        return Vector4.Lerp(_material.Colour, _material.Second, drift) * light;
    }

    /// <summary>1 where a detail spans two pixels, falling to 0 where it is far below one.</summary>
    private static float Visible(float size, float pixel) => Math.Clamp((1.6f * size / pixel) - 0.4f, 0, 1);
}
