using Skylite.Imagery.Synthetic.Rendering;

namespace Skylite.Imagery.Synthetic;

/// <summary>Draws synthetic scenes; everything follows from options, class and index alone, on any thread.</summary>
public static class SyntheticScenes
{
    /// <summary>Describes the scene with the given class and index without drawing it.</summary>
    public static Scene Describe(SyntheticOptions options, int classIndex, int index)
    {
        options.Check();
        var sceneClass = ClassAt(options, classIndex);
        var random = new SceneRandom(options.Seed, classIndex, index);
        var zoom = 1 + (options.ExtentVariation * random.Uniform(-1, 1));
        var pixel = options.Extent * zoom / Math.Max(options.Width, options.Height);
        var builder = new SceneBuilder(options.Width * pixel, options.Height * pixel, random);
        sceneClass.Compose(builder);
        return builder.Build();
    }

    /// <summary>Draws the sun, air and sensor that belong to an image; other values of <paramref name="date"/> give other dates of the same scene.</summary>
    public static SceneConditions Conditions(SyntheticOptions options, int classIndex, int index, int date = 0) =>
        SceneConditions.Draw(new SceneRandom(options.Seed ^ 0x5DEECE66DL, classIndex, ((long)date << 32) + index));

    /// <summary>Draws one image and its mask.</summary>
    /// <param name="options">What kind of images.</param>
    /// <param name="classIndex">Index into <see cref="SyntheticOptions.Classes"/>.</param>
    /// <param name="index">The number of the image within its class, 0 or more.</param>
    /// <exception cref="ArgumentException">The options or the class index are out of range.</exception>
    public static SyntheticImage Render(SyntheticOptions options, int classIndex, int index) =>
        SceneRenderer.Render(Describe(options, classIndex, index), Conditions(options, classIndex, index), options.Width, options.Height, options.Bands);

    private static ISceneClass ClassAt(SyntheticOptions options, int classIndex) =>
        classIndex >= 0 && classIndex < options.Classes.Count
            ? options.Classes[classIndex]
            : throw new ArgumentOutOfRangeException(nameof(classIndex), classIndex, $"There are {options.Classes.Count} scene classes, numbered from 0.");
}
