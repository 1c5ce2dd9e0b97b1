using Skylite.Imagery.Dense;

namespace Skylite.Imagery.Synthetic;

/// <summary>What a folder of synthetic images with pixel labels holds.</summary>
public sealed record SyntheticDenseOptions
{
    /// <summary>What the labels say: the land cover of each pixel, or whether it changed between two dates.</summary>
    public required DenseTask Task { get; init; }

    /// <summary>What the images look like; the classes of scenes are not used.</summary>
    public SyntheticOptions Scenes { get; init; } = new() { Width = 128, Height = 128, Extent = 128, ExtentVariation = 0.15f };

    /// <summary>Images, or pairs, in all parts together.</summary>
    public int Images { get; init; } = 120;

    /// <summary>Share of the images that test, in (0, 1).</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Share of the images that validate, in (0, 1).</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>How many images are drawn at a time; it changes the time, never the images.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Refuses values that cannot be drawn.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Check()
    {
        Scenes.Check();
        if (Images < 3 || !(TestShare is > 0 and < 1) || !(ValidationShare is > 0 and < 1) || TestShare + ValidationShare >= 1)
        {
            throw new ArgumentException(
                "A synthetic data set of pixel labels needs at least three images, divided by shares between 0 and 1; "
                + Invariant($"not {Images} images, of which {TestShare} test and {ValidationShare} validate."));
        }
    }
}
