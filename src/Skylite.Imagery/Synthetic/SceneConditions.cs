using System.Numerics;

namespace Skylite.Imagery.Synthetic;

/// <summary>Sun, air and sensor at the moment a scene is looked at; two renderings of one scene under two conditions are two dates.</summary>
public sealed record SceneConditions
{
    /// <summary>Where the sun stands, in radians from the x axis of the image.</summary>
    public float SunAzimuth { get; init; } = -2.2f;

    /// <summary>The height of the sun in radians above the horizon.</summary>
    public float SunElevation { get; init; } = 0.8f;

    /// <summary>The share of light that comes from the sky and reaches shadows too.</summary>
    public float Ambient { get; init; } = 0.35f;

    /// <summary>Gain per band (red, green, blue, near infrared): exposure and colour cast.</summary>
    public Vector4 Gain { get; init; } = Vector4.One;

    /// <summary>Colourfulness of the visible bands; 0 is grey, 1 leaves it.</summary>
    public float Saturation { get; init; } = 1f;

    /// <summary>Contrast around middle grey; 1 leaves it.</summary>
    public float Contrast { get; init; } = 1f;

    /// <summary>The share of light that haze replaces, 0..1.</summary>
    public float Haze { get; init; }

    /// <summary>How much thin cloud shade darkens parts of the scene, 0..1.</summary>
    public float CloudShade { get; init; }

    /// <summary>Standard deviation of the sensor's blur in pixels.</summary>
    public float Blur { get; init; } = 0.45f;

    /// <summary>Standard deviation of the sensor's noise, where 1 is full scale.</summary>
    public float Noise { get; init; } = 0.01f;

    /// <summary>How far the image lies beside its place, in pixels to the right and down; 0 is perfect registration.</summary>
    public Vector2 Shift { get; init; }

    /// <summary>Seed of noise and cloud shade.</summary>
    public uint Seed { get; init; }

    /// <summary>Draws conditions with the large spread that real archives have.</summary>
    public static SceneConditions Draw(SceneRandom random)
    {
        var exposure = MathF.Exp(0.17f * random.Normal());
        var warm = 0.07f * random.Normal();
        var green = 0.05f * random.Normal();
        return new SceneConditions
        {
            SunAzimuth = random.Uniform(-MathF.PI, MathF.PI),
            SunElevation = random.Uniform(0.62f, 1.2f),
            Ambient = random.Uniform(0.28f, 0.5f),
            Gain = exposure * new Vector4(1 + warm, 1 + green, 1 - warm, 1 + (0.1f * random.Normal())),
            Saturation = random.Uniform(0.5f, 1.2f),
            Contrast = random.Uniform(0.75f, 1.25f),
            Haze = random.Chance(0.4f) ? random.Uniform(0.03f, 0.3f) : 0.02f,
            CloudShade = random.Chance(0.25f) ? random.Uniform(0.1f, 0.35f) : 0,
            Blur = random.Uniform(0.25f, 0.75f),
            Noise = random.Uniform(0.004f, 0.022f),
            Seed = random.Seed(),
        };
    }
}
