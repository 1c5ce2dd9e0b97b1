using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Roads with verges, markings and traffic; the width is that of the carriageway in metres.</summary>
internal static class Streets
{
    private static readonly Material Paint = Palette.Plain(Palette.Of(0xE6E4DC, 0.6f));

    /// <summary>A gently winding line through the scene along a frame.</summary>
    public static Vector2[] Course(SceneBuilder scene, Frame frame, float bend)
    {
        var random = scene.Random;
        var phase = random.Uniform(0, 6.28f);
        var wave = random.Uniform(0.7f, 1.6f) * 3.1f / scene.Reach;
        var second = random.Uniform(-0.4f, 0.4f) * bend;
        var points = new Vector2[bend < 0.5f ? 2 : 25];
        for (var i = 0; i < points.Length; i++)
        {
            var u = (((2f * i) / (points.Length - 1)) - 1) * 1.25f * scene.Reach;
            points[i] = frame.At(u, (bend * MathF.Sin((wave * u) + phase)) + (second * MathF.Sin(2.3f * wave * u)));
        }

        return points;
    }

    public static void Lay(SceneBuilder scene, Vector2[] course, float width, float verge = 2f, Material? surface = null)
    {
        var road = new Ribbon(course, width);
        if (verge > 0)
        {
            scene.Add(new SceneFeature(
                new Ragged(new Ribbon(course, width + (2 * verge)), 0.6f, 6, scene.Random.Seed()),
                scene.Random.Chance(0.5f) ? scene.Palette.Grass() : scene.Palette.Soil(),
                LandCover.Grass)
            {
                Softness = 1,
            });
        }

        scene.Lay(road, surface ?? Surface(scene), LandCover.Road);
        scene.Reserve(road, verge * 0.5f);
    }

    /// <summary>Asphalt or, less often, concrete.</summary>
    public static Material Surface(SceneBuilder scene) =>
        scene.Random.Chance(0.75f) ? scene.Palette.Asphalt() : scene.Palette.Concrete();

    /// <summary>A farm or forest track of bare ground.</summary>
    public static void Track(SceneBuilder scene, Vector2[] course, float width)
    {
        var track = new Ragged(new Ribbon(course, width), 0.4f, 5, scene.Random.Seed());
        scene.Add(new SceneFeature(track, scene.Palette.Soil(), LandCover.Road) { Softness = 0.8f });
        scene.Reserve(track, 0.3f);
    }

    /// <summary>A line of paint beside or on the middle of a course, dashed or whole.</summary>
    public static void Mark(SceneBuilder scene, Vector2[] course, float offset, float dash, float width = 0.3f)
    {
        var line = Offset(course, offset);
        if (dash <= 0)
        {
            scene.Lay(new Ribbon(line, width), Paint, LandCover.Road);
            return;
        }

        foreach ((var at, var angle) in Steps(line, 2.2f * dash))
        {
            scene.Lay(new OrientedBox(at.X, at.Y, dash, width, angle), Paint, LandCover.Road);
        }
    }

    /// <summary>Lets cars drive along a course at a signed distance from its middle; the sign of the spacing's direction follows the side.</summary>
    public static void Drive(SceneBuilder scene, Vector2[] course, float offset, float spacing)
    {
        foreach ((var at, var angle) in Steps(Offset(course, offset), spacing * scene.Random.Uniform(0.8f, 1.2f)))
        {
            var along = new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * scene.Random.Uniform(-0.35f, 0.35f) * spacing;
            var heading = offset < 0 ? angle + MathF.PI : angle;
            if (scene.Random.Chance(0.15f))
            {
                Cars.Truck(scene, at.X + along.X, at.Y + along.Y, heading);
            }
            else
            {
                Cars.Park(scene, at.X + along.X, at.Y + along.Y, heading);
            }
        }
    }

    /// <summary>The course moved sideways.</summary>
    public static Vector2[] Offset(Vector2[] course, float offset)
    {
        var moved = new Vector2[course.Length];
        for (var i = 0; i < course.Length; i++)
        {
            var along = Vector2.Normalize(course[Math.Min(i + 1, course.Length - 1)] - course[Math.Max(i - 1, 0)]);
            moved[i] = course[i] + (offset * new Vector2(-along.Y, along.X));
        }

        return moved;
    }

    /// <summary>Points at even distances along a course with the direction there.</summary>
    public static IEnumerable<(Vector2 At, float Angle)> Steps(Vector2[] course, float spacing)
    {
        var next = spacing / 2;
        for (var i = 1; i < course.Length; i++)
        {
            var leg = course[i] - course[i - 1];
            var length = leg.Length();
            while (next < length)
            {
                yield return (course[i - 1] + (leg * (next / length)), MathF.Atan2(leg.Y, leg.X));
                next += spacing;
            }

            next -= length;
        }
    }
}
