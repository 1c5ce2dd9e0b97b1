using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>Rivers, lakes and shores with their banks.</summary>
public sealed class Water : ISceneClass
{
    /// <inheritdoc/>
    public string Id => "water";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        Countryside.Ground(scene);
        var frame = new Frame(random.Uniform(-14, 14), random.Uniform(-14, 14), random.Uniform(0, 2 * MathF.PI));
        var kind = random.Unit();
        IFootprint even;
        Vector2[]? course = null;
        if (kind < 0.5f)
        {
            course = Streets.Course(scene, frame, random.Uniform(6, 34));
            even = new Ribbon(course, random.Uniform(17, 44));
        }
        else if (kind < 0.8f)
        {
            even = new Disc(frame.X, frame.Y, random.Uniform(0.26f, 0.5f) * scene.Width);
        }
        else
        {
            var shore = random.Uniform(-0.2f, 0.08f) * scene.Width;
            even = frame.Box(0, shore + (1.5f * scene.Reach), 4 * scene.Reach, 3 * scene.Reach);
        }

        var water = Waters.Lay(scene, even, kind < 0.5f ? 6 : 16);
        Furnish(scene, frame, water, course);
    }

    private static void Furnish(SceneBuilder scene, Frame frame, Ragged water, Vector2[]? course)
    {
        var random = scene.Random;
        if (course is not null && random.Chance(0.15f))
        {
            var bridge = Streets.Course(scene, frame with { Angle = frame.Angle + random.Uniform(1.2f, 1.9f) }, 0);
            var deck = new Ribbon(bridge, random.Uniform(6, 9));
            scene.Add(new SceneFeature(deck, scene.Palette.Concrete(), LandCover.Road) { Height = 4 });
            scene.Reserve(deck, 1);
        }

        if (random.Chance(0.5f))
        {
            var spacing = random.Uniform(4, 6.5f);
            Trees.Fill(scene, new Rim(water, random.Uniform(6, 22)), spacing, random.Uniform(0.25f, 0.95f));
        }

        for (var i = random.Chance(0.35f) ? random.Whole(1, 5) : 0; i > 0; i--)
        {
            var x = random.Uniform(-0.45f, 0.45f) * scene.Width;
            var y = random.Uniform(-0.45f, 0.45f) * scene.Height;
            if (water.Distance(x, y) < -7)
            {
                Cars.Boat(scene, x, y, random.Uniform(0, 6.28f));
            }
        }

        Countryside.Furnish(scene);
    }
}
