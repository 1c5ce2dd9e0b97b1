namespace Skylite.Imagery.Augmentation;

/// <summary>Ranges of <see cref="RandomResizedCrop"/>.</summary>
public sealed record RandomResizedCropOptions
{
    /// <summary>Smallest share of the image's area, in (0, 1].</summary>
    public float MinimumArea { get; init; } = 0.35f;

    /// <summary>Largest share of the image's area, in (0, 1].</summary>
    public float MaximumArea { get; init; } = 1f;

    /// <summary>Largest ratio of the longer to the shorter side, at least 1.</summary>
    public float MaximumAspect { get; init; } = 4f / 3f;
}
