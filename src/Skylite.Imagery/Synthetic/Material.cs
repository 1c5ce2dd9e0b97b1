using System.Numerics;

namespace Skylite.Imagery.Synthetic;

/// <summary>Colour and texture of a surface; colours are reflectances in 0..1 ordered red, green, blue, near infrared.</summary>
/// <param name="Colour">The main colour.</param>
/// <param name="Second">The colour that patches of the surface drift to.</param>
public sealed record Material(Vector4 Colour, Vector4 Second)
{
    /// <summary>Makes a surface of one colour.</summary>
    public Material(Vector4 colour)
        : this(colour, colour)
    {
    }

    /// <summary>How much brightness changes from patch to patch, as a share (0.1 is ±10 %).</summary>
    public float Mottle { get; init; } = 0.08f;

    /// <summary>The size of patches in metres.</summary>
    public float MottleSize { get; init; } = 18f;

    /// <summary>How much brightness changes from grain to grain, as a share.</summary>
    public float Grain { get; init; } = 0.06f;

    /// <summary>The size of grains in metres.</summary>
    public float GrainSize { get; init; } = 2.2f;

    /// <summary>The depth of parallel stripes (crop rows, tram lines, corrugated roofs), as a share; 0 means none.</summary>
    public float Stripe { get; init; }

    /// <summary>The distance between stripes in metres.</summary>
    public float StripePeriod { get; init; } = 4f;

    /// <summary>The direction the stripes run in, in radians from the x axis.</summary>
    public float StripeAngle { get; init; }

    /// <summary>The seed of the texture; two materials with one seed have the same pattern.</summary>
    public uint Seed { get; init; }
}
