using System.Numerics;
using Skylite.Imagery.Synthetic.Changes;
using Skylite.Imagery.Synthetic.Rendering;

namespace Skylite.Imagery.Synthetic.Landscapes;

/// <summary>
/// Draws synthetic landscapes with a class for each pixel, and pairs of dates with what
/// changed between them; everything follows from options and index alone, on any thread.
/// </summary>
public static class SyntheticLandscapes
{
    private const float Unchanged = 0.15f;
    private const int MostChanges = 3;

    // Streams of chance that must not meet those of the scene classes.
    private const int Composition = 1_000_001;
    private const int Light = 1_000_002;
    private const int Later = 1_000_003;

    /// <summary>Describes a landscape without drawing it.</summary>
    /// <param name="options">Size, extent, seed; the classes are not used.</param>
    /// <param name="index">Number of the landscape, 0 or more.</param>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static Scene Describe(SyntheticOptions options, int index) => Begin(options, index).Build();

    /// <summary>Describes a landscape on two dates: about one pair in seven has no change, the others have one to three kinds.</summary>
    /// <param name="options">Size, extent, seed; the classes are not used.</param>
    /// <param name="index">Number of the landscape, 0 or more.</param>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static LandscapePair DescribePair(SyntheticOptions options, int index)
    {
        var scene = Begin(options, index);
        var random = new SceneRandom(options.Seed, Later, index);
        var before = Traffic.Thin(scene.Build(), random, 0.4f);
        var happened = new List<string>();
        var wanted = random.Chance(Unchanged) ? 0 : random.Whole(1, MostChanges);
        // Changes scale with the ground: a large scene has as many for each piece of it as a small one.
        var rounds = Math.Max(1, (int)(scene.Width * scene.Height / 40_000));
        for (var i = 0; i < wanted * rounds; i++)
        {
            var change = random.Pick(SceneChanges.All);
            if (change.Happen(scene))
            {
                happened.Add(change.Id);
            }
        }

        var after = Season.Turn(Traffic.Thin(scene.Build(), random, 0.4f), random);
        return new LandscapePair(before, after, happened);
    }

    /// <summary>Sun, air and sensor of a date; a second date may lie up to a pixel and a half beside the first.</summary>
    /// <param name="options">Their seed.</param>
    /// <param name="index">Number of the landscape.</param>
    /// <param name="date">0 or 1.</param>
    public static SceneConditions Conditions(SyntheticOptions options, int index, int date = 0)
    {
        var random = new SceneRandom(options.Seed, Light, ((long)date << 32) + index);
        var conditions = SceneConditions.Draw(random);
        return date == 0 ? conditions : conditions with { Shift = new Vector2(0.6f * random.Normal(), 0.6f * random.Normal()) };
    }

    /// <summary>Draws a landscape and the <see cref="LandCover"/> of its pixels.</summary>
    /// <param name="options">Size, extent, bands, seed.</param>
    /// <param name="index">Number of the landscape, 0 or more.</param>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static SyntheticImage Render(SyntheticOptions options, int index) =>
        SceneRenderer.Render(Describe(options, index), Conditions(options, index), options.Width, options.Height, options.Bands);

    /// <summary>Draws both dates of a landscape.</summary>
    /// <param name="options">Size, extent, bands, seed.</param>
    /// <param name="index">Number of the landscape, 0 or more.</param>
    /// <returns>Both dates, and a mask with 1 where the land cover changed.</returns>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static (SyntheticImage Before, SyntheticImage After, byte[] Change) RenderPair(SyntheticOptions options, int index)
    {
        var pair = DescribePair(options, index);
        SyntheticImage Look(Scene scene, int date) =>
            SceneRenderer.Render(scene, Conditions(options, index, date), options.Width, options.Height, options.Bands);
        return (Look(pair.Before, 0), Look(pair.After, 1), Change(pair, options.Width, options.Height));
    }

    /// <summary>Where the land cover of two dates differs. What drives or floats is not land cover: its coming and going is no change.</summary>
    /// <param name="pair">The dates.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <returns>Height × width values, 0 or 1.</returns>
    public static byte[] Change(LandscapePair pair, int width, int height)
    {
        var before = SceneRenderer.Cover(Traffic.None(pair.Before), width, height);
        var after = SceneRenderer.Cover(Traffic.None(pair.After), width, height);
        return [.. before.Zip(after, (a, b) => a == b ? (byte)0 : (byte)1)];
    }

    private static SceneBuilder Begin(SyntheticOptions options, int index)
    {
        options.Check();
        var random = new SceneRandom(options.Seed, Composition, index);
        var zoom = 1 + (options.ExtentVariation * random.Uniform(-1, 1));
        var pixel = options.Extent * zoom / Math.Max(options.Width, options.Height);
        var scene = new SceneBuilder(options.Width * pixel, options.Height * pixel, random);
        Landscape.Compose(scene);
        return scene;
    }
}
