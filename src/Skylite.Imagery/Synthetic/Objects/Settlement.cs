using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Dwelling houses along a street, with gardens, drives, cars and pools.</summary>
internal static class Settlement
{
    /// <summary>Houses with gardens along one side (−1 or 1) of a street; lot and setback in metres.</summary>
    public static void Line(SceneBuilder scene, Vector2[] street, float lot, float setback, int side)
    {
        var random = scene.Random;
        foreach ((var at, var angle) in Streets.Steps(street, lot))
        {
            var here = new Frame(at.X, at.Y, angle);
            if (!scene.IsSeen(at.X, at.Y, setback + 16) || random.Chance(0.08f))
            {
                continue;
            }

            var house = here.At(random.Uniform(-1.5f, 1.5f), side * (setback + random.Uniform(-1, 2)));
            if (scene.IsFree(house.X, house.Y, 6))
            {
                Buildings.House(scene, house.X, house.Y, random.Uniform(9, 14), random.Uniform(7, 9.5f), angle + (random.Chance(0.7f) ? 0 : MathF.PI / 2));
                Garden(scene, here, lot, setback, side);
            }
        }
    }

    private static void Garden(SceneBuilder scene, Frame here, float lot, float setback, int side)
    {
        var random = scene.Random;
        var edge = 0.36f * lot;
        if (random.Chance(0.75f))
        {
            scene.Lay(here.Line(edge, side * 3, edge, side * (setback + 2), 3), scene.Palette.Concrete(), LandCover.Pavement);
            if (random.Chance(0.6f))
            {
                var car = here.At(edge, side * (setback - random.Uniform(2, 4)));
                Cars.Park(scene, car.X, car.Y, here.Angle + (MathF.PI / 2));
            }
        }

        var back = setback + 10;
        if (random.Chance(0.12f))
        {
            var pool = here.Box(random.Uniform(-3, 3), side * back, random.Uniform(6, 9), 4, random.Pick([0f, 0.3f]));
            scene.Lay(new OrientedBox(pool.X, pool.Y, (2 * pool.HalfLength) + 2, 6, pool.Angle), scene.Palette.Concrete(), LandCover.Pavement);
            scene.Lay(pool, Palette.Plain(Palette.Of(0x52A9BE, 0.06f)), LandCover.Water);
        }
        else if (random.Chance(0.35f))
        {
            Trees.Row(scene, here.At(-0.5f * lot, side * (setback + 5)), here.At(-0.5f * lot, side * (back + 3)), 2.6f, 1.5f);
        }
    }
}
