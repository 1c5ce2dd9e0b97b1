namespace Skylite.Imagery.Augmentation;

/// <summary>Ranges of <see cref="RandomErasing"/>.</summary>
public sealed record RandomErasingOptions
{
    /// <summary>How often a rectangle is erased, 0 to 1.</summary>
    public float Probability { get; init; } = 0.25f;

    /// <summary>Smallest share of the image's area, in (0, 1].</summary>
    public float MinimumArea { get; init; } = 0.02f;

    /// <summary>Largest share of the image's area, in (0, 1].</summary>
    public float MaximumArea { get; init; } = 0.2f;

    /// <summary>Largest ratio of the longer to the shorter side, at least 1.</summary>
    public float MaximumAspect { get; init; } = 3.3f;
}
