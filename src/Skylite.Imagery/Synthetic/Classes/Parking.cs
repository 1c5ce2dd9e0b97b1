using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>Rows of stalls with cars, lanes between them, tree islands, now and then a shop beside.</summary>
public sealed class Parking : ISceneClass
{
    private const float Stall = 2.6f;
    private const float Depth = 5.2f;

    /// <inheritdoc/>
    public string Id => "parking";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        var frame = new Frame(random.Uniform(-8, 8), random.Uniform(-8, 8), random.Uniform(0, MathF.PI));
        Countryside.Ground(scene);
        var left = Side(scene);
        var right = Side(scene);
        var top = Side(scene);
        var bottom = Side(scene);
        var lot = frame.Box((right - left) / 2, (bottom - top) / 2, left + right, top + bottom);
        scene.Lay(frame.Box((right - left) / 2, (bottom - top) / 2, left + right + 5, top + bottom + 5), scene.Palette.Grass(), LandCover.Grass);
        scene.Lay(lot, random.Chance(0.7f) ? scene.Palette.Asphalt() : scene.Palette.Concrete(), LandCover.Pavement);
        scene.Reserve(lot, 1);
        Surround(scene, frame, left, right, bottom);
        var lane = random.Uniform(5.5f, 7.5f);
        var filled = random.Uniform(0.35f, 0.97f);
        var islands = random.Chance(0.55f);
        var planted = random.Chance(0.4f);
        for (var v = -top + 2; v < bottom - (2 * Depth); v += (2 * Depth) + lane)
        {
            var share = Math.Clamp(filled + random.Uniform(-0.25f, 0.15f), 0.05f, 1);
            Rows(scene, frame, new Vector4(-left + 4, right - 4, v, share), islands, planted);
        }
    }

    private static float Side(SceneBuilder scene) =>
        scene.Random.Chance(0.45f) ? scene.Reach : scene.Random.Uniform(0.27f, 0.46f) * scene.Width;

    private static void Surround(SceneBuilder scene, Frame frame, float left, float right, float bottom)
    {
        var random = scene.Random;
        if (random.Chance(0.45f))
        {
            var at = frame.At(random.Uniform(-0.3f, 0.3f) * (left + right), bottom + 22);
            Buildings.Hall(scene, new OrientedBox(at.X, at.Y, random.Uniform(30, 70), random.Uniform(18, 34), frame.Angle));
        }
        else if (random.Chance(0.5f))
        {
            Vector2[] road = [frame.At(-1.3f * scene.Reach, bottom + 9), frame.At(1.3f * scene.Reach, bottom + 9)];
            Streets.Lay(scene, road, 8);
            Streets.Drive(scene, road, 2, 35);
        }

        Countryside.Furnish(scene);
    }

    /// <summary>Two rows back to back; <paramref name="strip"/> is from u, to u, v, share of stalls in use.</summary>
    private static void Rows(SceneBuilder scene, Frame frame, Vector4 strip, bool islands, bool planted)
    {
        var random = scene.Random;
        var v = strip.Z;
        var paint = Palette.Plain(Palette.Of(0xDEDCD4, 0.55f));
        scene.Lay(frame.Line(strip.X, v + Depth, strip.Y, v + Depth, 0.15f), paint, LandCover.Pavement);
        var stalls = (int)((strip.Y - strip.X) / Stall);
        for (var i = 0; i < stalls; i++)
        {
            var u = strip.X + (i * Stall);
            var middle = frame.At(u, v + Depth);
            if (!scene.IsSeen(middle.X, middle.Y, 8))
            {
                continue;
            }

            if (islands && (i % 14 == 6 || i == 0 || i == stalls - 1))
            {
                Island(scene, frame, u, v);
                continue;
            }

            scene.Lay(frame.Line(u, v + 0.2f, u, v + (2 * Depth) - 0.2f, 0.15f), paint, LandCover.Pavement);
            for (var row = 0; row < 2; row++)
            {
                if (random.Chance(strip.W))
                {
                    var at = frame.At(u + (Stall / 2) + (0.12f * random.Normal()), v + ((row + 0.5f) * Depth) + (0.2f * random.Normal()));
                    Cars.Park(scene, at.X, at.Y, frame.Angle + (random.Chance(0.5f) ? MathF.PI / 2 : -MathF.PI / 2) + (0.02f * random.Normal()));
                }
            }

            if (planted && i % 5 == 2)
            {
                Trees.Plant(scene, middle.X, middle.Y, random.Uniform(1.3f, 2.4f));
            }
        }
    }

    private static void Island(SceneBuilder scene, Frame frame, float u, float v)
    {
        scene.Lay(frame.Box(u + (Stall / 2), v + Depth, 1.9f, 2 * Depth), scene.Palette.Grass(), LandCover.Grass);
        foreach (var across in (ReadOnlySpan<float>)[0.5f, 1.5f])
        {
            var at = frame.At(u + (Stall / 2), v + (across * Depth));
            Trees.Plant(scene, at.X, at.Y, scene.Random.Uniform(1.2f, 2.3f));
        }
    }
}
