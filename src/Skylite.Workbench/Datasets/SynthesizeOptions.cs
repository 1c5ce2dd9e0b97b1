using Skylite.Zoo;

namespace Skylite.Workbench.Datasets;

/// <summary>What <see cref="SynthesizeJob"/> is asked to draw.</summary>
public sealed record SynthesizeOptions
{
    /// <summary>What the labels are for.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>The folder.</summary>
    public required string Out { get; init; }

    /// <summary>One georeferenced scene of 16 bits instead of many small images; not for scene classification.</summary>
    public bool IsScene { get; init; }

    /// <summary>Images (or pairs) in all; for scene classification, of each class. Null takes 120, and 150 of each class.</summary>
    public int? Images { get; init; }

    /// <summary>Rows and columns of an image; null takes 64 for scene classification, 128 for images with pixel labels, 1024 for a scene.</summary>
    public int? Size { get; init; }

    /// <summary>Ground size of a pixel in metres; null takes 2 for scene classification, else 1.</summary>
    public double? PixelSize { get; init; }

    /// <summary>3 for red, green, blue; 4 for near infrared as well; null takes 3, and 4 for a scene.</summary>
    public int? Bands { get; init; }

    /// <summary>Seed of everything.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether files of an earlier drawing may be replaced.</summary>
    public bool Overwrite { get; init; }
}
