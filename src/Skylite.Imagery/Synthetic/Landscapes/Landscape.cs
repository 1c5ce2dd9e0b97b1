using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Landscapes;

/// <summary>Country of any extent in which every kind of land cover occurs: fields, woods, water, roads, hamlets, yards.</summary>
public static class Landscape
{
    private const float AreaOfPlace = 5200;

    /// <summary>Lays a landscape.</summary>
    public static void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        Countryside.Ground(scene);
        var frame = new Frame(random.Uniform(-0.2f, 0.2f) * scene.Width, random.Uniform(-0.2f, 0.2f) * scene.Height, random.Uniform(0, MathF.PI));
        if (random.Chance(0.4f))
        {
            Water(scene, frame with { Angle = frame.Angle + random.Uniform(0.8f, 2.2f) });
        }

        Roads(scene, frame);
        var places = Math.Max(3, (int)(scene.Width * scene.Height / AreaOfPlace));
        for (var i = 0; i < places; i++)
        {
            Place(scene, random.Uniform(-0.5f, 0.5f) * scene.Width, random.Uniform(-0.5f, 0.5f) * scene.Height, frame.Angle);
        }

        Trees.Scatter(scene, (int)(random.Uniform(0.05f, 0.6f) * scene.Width * scene.Height / 1000));
    }

    private static void Water(SceneBuilder scene, Frame frame)
    {
        var random = scene.Random;
        var isRiver = random.Chance(0.6f);
        IFootprint even = isRiver
            ? new Ribbon(Streets.Course(scene, frame, random.Uniform(6, 34)), random.Uniform(10, 30))
            : new Disc(frame.X + (random.Uniform(-0.3f, 0.3f) * scene.Width), frame.Y + (random.Uniform(-0.3f, 0.3f) * scene.Height), random.Uniform(16, 45));
        var water = Waters.Lay(scene, even, isRiver ? 6 : 14);
        if (random.Chance(0.6f))
        {
            Trees.Fill(scene, new Rim(water, random.Uniform(5, 14)), random.Uniform(4, 6.5f), random.Uniform(0.25f, 0.9f));
        }
    }

    private static void Roads(SceneBuilder scene, Frame frame)
    {
        var random = scene.Random;
        var distance = random.Uniform(140, 260);
        for (var v = -scene.Reach; v < scene.Reach; v += distance)
        {
            var here = new Frame(frame.At(0, v).X, frame.At(0, v).Y, frame.Angle + random.Uniform(-0.3f, 0.3f));
            var course = Streets.Course(scene, here, random.Chance(0.6f) ? random.Uniform(6, 26) : 0);
            if (random.Chance(0.3f))
            {
                Streets.Track(scene, course, random.Uniform(2.5f, 4.5f));
                continue;
            }

            var width = random.Uniform(5.5f, 11);
            Streets.Lay(scene, course, width);
            if (width > 7.5f)
            {
                Streets.Mark(scene, course, 0, 4);
            }

            Streets.Drive(scene, course, width / 4, random.Uniform(30, 90));
        }
    }

    private static void Place(SceneBuilder scene, float x, float y, float angle)
    {
        var random = scene.Random;
        var kind = random.Unit();
        switch (kind)
        {
            case < 0.34f:
                Trees.Wood(scene, x, y, random.Uniform(12, 38), random.Uniform(4, 6.5f));
                break;
            case < 0.62f:
                Hamlet(scene, new Frame(x, y, angle + (random.Chance(0.5f) ? 0 : MathF.PI / 2) + random.Uniform(-0.2f, 0.2f)));
                break;
            case < 0.76f:
                Yard(scene, new Frame(x, y, angle + random.Uniform(-0.4f, 0.4f)));
                break;
            case < 0.86f when scene.IsFree(x, y, 16):
                _ = Waters.Lay(scene, new Disc(x, y, random.Uniform(6, 13)), 4);
                break;
            default:
                Bare(scene, x, y);
                break;
        }
    }

    /// <summary>A short street with houses on both sides.</summary>
    private static void Hamlet(SceneBuilder scene, Frame here)
    {
        var random = scene.Random;
        var half = random.Uniform(24, 55);
        var width = random.Uniform(4.5f, 6.5f);
        Vector2[] street = [here.At(-half, 0), here.At(half, 0)];
        if (!scene.IsFree(here.X, here.Y, 6))
        {
            return;
        }

        Streets.Lay(scene, street, width, 1.5f);
        var lot = random.Uniform(15, 22);
        var setback = (width / 2) + random.Uniform(8, 11);
        Settlement.Line(scene, street, lot, setback, -1);
        Settlement.Line(scene, street, lot, setback, 1);
    }

    /// <summary>A hall or two on a paved yard with cars and containers.</summary>
    internal static bool Yard(SceneBuilder scene, Frame here)
    {
        var random = scene.Random;
        var length = random.Uniform(34, 60);
        var width = random.Uniform(26, 42);
        if (!scene.IsFree(here.X, here.Y, 0.55f * length))
        {
            return false;
        }

        var yard = here.Box(0, 0, length, width);
        scene.Lay(yard, random.Chance(0.5f) ? scene.Palette.Asphalt() : scene.Palette.Concrete(), LandCover.Pavement);
        Buildings.Hall(scene, here.Box(random.Uniform(-4, 4), 0.2f * width, 0.6f * length, 0.4f * width));
        for (var i = random.Whole(0, 6); i > 0; i--)
        {
            var car = here.At(random.Uniform(-0.4f, 0.4f) * length, -0.3f * width);
            Cars.Park(scene, car.X, car.Y, here.Angle + (MathF.PI / 2));
        }

        scene.Reserve(yard, 2);
        return true;
    }

    private static void Bare(SceneBuilder scene, float x, float y)
    {
        var radius = scene.Random.Uniform(8, 24);
        var region = new Ragged(new Disc(x, y, radius), 0.4f * radius, 0.8f * radius, scene.Random.Seed());
        scene.Add(new SceneFeature(scene.Free(region), scene.Palette.Soil(), LandCover.BareGround) { Softness = 2 });
    }
}
