namespace Skylite.Imagery.Augmentation;

/// <summary>Strengths of <see cref="ColorJitter"/>; each factor is drawn from [1 − strength, 1 + strength].</summary>
public sealed record ColorJitterOptions
{
    /// <summary>Strength of the brightness factor, in [0, 1].</summary>
    public float Brightness { get; init; } = 0.2f;

    /// <summary>Strength of the contrast factor, in [0, 1].</summary>
    public float Contrast { get; init; } = 0.2f;

    /// <summary>Strength of the saturation factor, in [0, 1].</summary>
    public float Saturation { get; init; } = 0.2f;
}
