using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>Arable land: parcels with rows, hedges and tracks, sometimes a pivot circle.</summary>
public sealed class Fields : ISceneClass
{
    /// <inheritdoc/>
    public string Id => "fields";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        var frame = new Frame(0, 0, random.Uniform(0, MathF.PI));
        Countryside.Parcels(scene, random.Uniform(28, 40), random.Uniform(55, 90), frame.Angle);
        if (random.Chance(0.12f))
        {
            Pivot(scene);
        }

        if (random.Chance(0.45f))
        {
            var v = random.Uniform(-0.4f, 0.4f) * scene.Width;
            Vector2[] course = [frame.At(-scene.Reach, v), frame.At(scene.Reach, v)];
            Streets.Track(scene, course, random.Uniform(2.5f, 4));
            if (random.Chance(0.4f))
            {
                Trees.Row(scene, frame.At(-scene.Reach, v + 5), frame.At(scene.Reach, v + 5), random.Uniform(5, 12), random.Uniform(1.6f, 3));
            }
        }

        for (var i = random.Whole(0, 3); i > 0; i--)
        {
            var at = random.Uniform(-0.55f, 0.55f) * scene.Width;
            var along = random.Chance(0.5f);
            var from = random.Uniform(-1, 0) * scene.Reach;
            var to = random.Uniform(0, 1) * scene.Reach;
            Trees.Row(
                scene,
                along ? frame.At(from, at) : frame.At(at, from),
                along ? frame.At(to, at) : frame.At(at, to),
                random.Uniform(2.5f, 6),
                random.Uniform(1.5f, 3));
        }

        if (random.Chance(0.3f))
        {
            Trees.Wood(scene, random.Pick([-0.4f, 0.4f]) * scene.Width, random.Pick([-0.4f, 0.4f]) * scene.Height, random.Uniform(8, 24), random.Uniform(4, 6));
        }

        Trees.Scatter(scene, random.Whole(0, 4));
    }

    private static void Pivot(SceneBuilder scene)
    {
        var random = scene.Random;
        scene.Lay(new Everywhere(), scene.Palette.Soil(), LandCover.BareGround);
        var radius = random.Uniform(0.36f, 0.6f) * scene.Width;
        for (var i = -1; i <= 1; i++)
        {
            for (var j = -1; j <= 1; j++)
            {
                var disc = new Disc(((i + 0.3f) * 2.1f * radius) - (0.2f * scene.Width), (j + 0.2f) * 2.1f * radius, radius);
                scene.Lay(disc, scene.Palette.Crop(random.Uniform(0, 3)), LandCover.Cropland);
            }
        }
    }
}
