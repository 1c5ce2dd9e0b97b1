using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>Main roads through open country: motorways, winding roads, crossings, roundabouts.</summary>
public sealed class Roads : ISceneClass
{
    /// <inheritdoc/>
    public string Id => "roads";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        Countryside.Ground(scene);
        var frame = new Frame(random.Uniform(-18, 18), random.Uniform(-18, 18), random.Uniform(0, MathF.PI));
        var kind = random.Unit();
        if (kind < 0.32f)
        {
            Motorway(scene, Streets.Course(scene, frame, random.Chance(0.5f) ? random.Uniform(5, 25) : 0));
        }
        else if (kind < 0.55f)
        {
            Road(scene, Streets.Course(scene, frame, random.Uniform(8, 30)), random.Uniform(8, 13), Streets.Surface(scene));
        }
        else if (kind < 0.82f)
        {
            Crossing(scene, frame);
        }
        else
        {
            Roundabout(scene, frame);
        }

        Countryside.Furnish(scene);
    }

    private static void Road(SceneBuilder scene, Vector2[] course, float width, Material surface)
    {
        Streets.Lay(scene, course, width, scene.Random.Uniform(1.5f, 4), surface);
        Streets.Mark(scene, course, 0, 4);
        Streets.Mark(scene, course, (width / 2) - 0.5f, 0);
        Streets.Mark(scene, course, 0.5f - (width / 2), 0);
        var spacing = scene.Random.Uniform(18, 60);
        Streets.Drive(scene, course, width / 4, spacing);
        Streets.Drive(scene, course, -width / 4, spacing);
    }

    private static void Motorway(SceneBuilder scene, Vector2[] course)
    {
        var random = scene.Random;
        var lanes = random.Whole(2, 3);
        var width = (3.6f * lanes) + 2.5f;
        var median = random.Uniform(3, 8);
        var middle = (width + median) / 2;
        scene.Lay(new Ribbon(course, (2 * width) + median + 8), scene.Palette.Grass(), LandCover.Grass);
        var surface = Streets.Surface(scene);
        var spacing = random.Uniform(18, 55);
        for (var side = -1; side <= 1; side += 2)
        {
            var way = Streets.Offset(course, side * middle);
            var road = new Ribbon(way, width);
            scene.Lay(road, surface, LandCover.Road);
            scene.Reserve(road, 2);
            Streets.Mark(scene, way, (width / 2) - 0.7f, 0);
            Streets.Mark(scene, way, 0.7f - (width / 2), 0);
            for (var lane = 0; lane < lanes; lane++)
            {
                var offset = ((lane + 0.5f) - (lanes / 2f)) * 3.6f;
                Streets.Drive(scene, Streets.Offset(course, (side * middle) + offset), side * 0.01f, spacing);
                if (lane > 0)
                {
                    Streets.Mark(scene, way, offset - 1.8f, 4);
                }
            }
        }

        if (random.Chance(0.4f))
        {
            Trees.Row(scene, course[0], course[^1], 6, 1.4f);
        }
    }

    private static void Crossing(SceneBuilder scene, Frame frame)
    {
        var random = scene.Random;
        var width = random.Uniform(8, 14);
        var turn = random.Uniform(1.1f, 2f);
        var main = Streets.Course(scene, frame, 0);
        var other = new Frame(frame.X, frame.Y, frame.Angle + turn);
        var start = random.Chance(0.35f) ? 0 : -1.3f * scene.Reach;
        Vector2[] side = [other.At(start, 0), other.At(1.3f * scene.Reach, 0)];
        var surface = Streets.Surface(scene);
        Road(scene, side, width * random.Uniform(0.7f, 1), surface);
        Road(scene, main, width, surface);
        scene.Lay(frame.Box(0, 0, width + 4, width - 1.6f), surface, LandCover.Road);
    }

    private static void Roundabout(SceneBuilder scene, Frame frame)
    {
        var random = scene.Random;
        var radius = random.Uniform(13, 24);
        var width = random.Uniform(7, 10);
        var arms = random.Whole(3, 5);
        var surface = Streets.Surface(scene);
        for (var i = 0; i < arms; i++)
        {
            var arm = new Frame(frame.X, frame.Y, frame.Angle + (6.2832f * (i + random.Uniform(-0.15f, 0.15f)) / arms));
            Road(scene, [arm.At(radius - 2, 0), arm.At(1.6f * scene.Reach, 0)], width, surface);
        }

        var outer = new Disc(frame.X, frame.Y, radius + (width / 2));
        scene.Lay(new Disc(frame.X, frame.Y, radius + (width / 2) + 1.5f), scene.Palette.Grass(), LandCover.Grass);
        scene.Lay(outer, surface, LandCover.Road);
        scene.Lay(new Disc(frame.X, frame.Y, radius - (width / 2)), scene.Palette.Grass(), LandCover.Grass);
        for (var i = random.Whole(1, 5); i > 0; i--)
        {
            var angle = random.Uniform(0, 6.28f);
            Cars.Park(scene, frame.X + (radius * MathF.Cos(angle)), frame.Y + (radius * MathF.Sin(angle)), angle + (MathF.PI / 2));
        }

        for (var i = random.Whole(0, 6); i > 0; i--)
        {
            Trees.Plant(scene, frame.X + (3 * random.Normal()), frame.Y + (3 * random.Normal()), random.Uniform(1.4f, 2.6f));
        }

        scene.Reserve(outer, 1);
    }
}
