namespace Skylite.Imagery.Synthetic;

/// <summary>What kind of synthetic scenes to draw.</summary>
public sealed record SyntheticOptions
{
    /// <summary>Columns of an image.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Rows of an image.</summary>
    public int Height { get; init; } = 64;

    /// <summary>3 for red, green, blue; 4 for near infrared as well.</summary>
    public int Bands { get; init; } = 3;

    /// <summary>The seed of everything.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The ground that the longer side covers, in metres, before variation; the pixel size follows from it.</summary>
    public float Extent { get; init; } = 128f;

    /// <summary>How much the extent varies between images, as a share: 0.25 means factors from 0.75 to 1.25.</summary>
    public float ExtentVariation { get; init; } = 0.22f;

    /// <summary>The classes in the order of their indices.</summary>
    public IReadOnlyList<ISceneClass> Classes { get; init; } = SceneClasses.All;

    /// <summary>Refuses values that cannot be drawn.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Check()
    {
        Require(Width is >= 8 and <= 16384 && Height is >= 8 and <= 16384, $"A synthetic image has 8 to 16384 rows and columns, not {Width}×{Height}.");
        Require(Bands is 3 or 4, $"A synthetic image has 3 bands (red, green, blue) or 4 (and near infrared), not {Bands}.");
        Require(Extent is > 0 and <= 100_000, $"The extent of a synthetic scene is more than 0 and at most 100000 metres, not {Extent}.");
        Require(ExtentVariation is >= 0 and < 1, $"The variation of the extent is a share from 0 to below 1, not {ExtentVariation}.");
        Require(Classes.Count > 0, "Synthetic scenes need at least one class; see SceneClasses.All.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
