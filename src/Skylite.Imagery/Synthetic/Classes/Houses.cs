using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>A quarter of dwelling houses along streets, with gardens, trees, drives and pools.</summary>
public sealed class Houses : ISceneClass
{
    /// <inheritdoc/>
    public string Id => "houses";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        SceneRandom random = scene.Random;
        scene.Lay(new Everywhere(), random.Chance(0.8f) ? scene.Palette.Grass() : scene.Palette.Soil(), LandCover.Grass);
        var frame = new Frame(random.Uniform(-15, 15), random.Uniform(-15, 15), random.Uniform(0, MathF.PI));
        float block = random.Uniform(44, 64);
        float width = random.Uniform(5, 8);
        float bend = random.Chance(0.4f) ? random.Uniform(4, 12) : 0;
        Vector2[] course = Streets.Course(scene, frame, bend);
        int count = (int)(scene.Reach / block) + 1;
        var streets = new List<Vector2[]>();
        for (int i = -count; i <= count; i++)
        {
            streets.Add(Streets.Offset(course, i * block));
        }

        if (random.Chance(0.6f))
        {
            float u = random.Uniform(-25, 25);
            Streets.Lay(scene, [frame.At(u, -1.3f * scene.Reach), frame.At(u, 1.3f * scene.Reach)], width, 1.5f);
        }

        foreach (Vector2[] street in streets)
        {
            Streets.Lay(scene, street, width, 1.5f);
        }

        float lot = random.Uniform(14, 21);
        float setback = (width / 2) + random.Uniform(8, 11);
        foreach (Vector2[] street in streets)
        {
            Line(scene, street, lot, setback, -1);
            Line(scene, street, lot, setback, 1);
        }

        Trees.Scatter(scene, (int)(random.Uniform(0.4f, 3.2f) * scene.Width * scene.Height / 1000), 1.4f, 3.4f);
    }

    private static void Line(SceneBuilder scene, Vector2[] street, float lot, float setback, int side)
    {
        SceneRandom random = scene.Random;
        foreach ((Vector2 at, float angle) in Streets.Steps(street, lot))
        {
            var here = new Frame(at.X, at.Y, angle);
            if (!scene.IsSeen(at.X, at.Y, setback + 16) || random.Chance(0.08f))
            {
                continue;
            }

            Vector2 house = here.At(random.Uniform(-1.5f, 1.5f), side * (setback + random.Uniform(-1, 2)));
            if (scene.IsFree(house.X, house.Y, 6))
            {
                Buildings.House(scene, house.X, house.Y, random.Uniform(9, 14), random.Uniform(7, 9.5f), angle + (random.Chance(0.7f) ? 0 : MathF.PI / 2));
                Garden(scene, here, lot, setback, side);
            }
        }
    }

    private static void Garden(SceneBuilder scene, Frame here, float lot, float setback, int side)
    {
        SceneRandom random = scene.Random;
        float edge = 0.36f * lot;
        if (random.Chance(0.75f))
        {
            scene.Lay(here.Line(edge, side * 3, edge, side * (setback + 2), 3), scene.Palette.Concrete(), LandCover.Pavement);
            if (random.Chance(0.6f))
            {
                Vector2 car = here.At(edge, side * (setback - random.Uniform(2, 4)));
                Cars.Park(scene, car.X, car.Y, here.Angle + (MathF.PI / 2));
            }
        }

        float back = setback + 10;
        if (random.Chance(0.12f))
        {
            OrientedBox pool = here.Box(random.Uniform(-3, 3), side * back, random.Uniform(6, 9), 4, random.Pick([0f, 0.3f]));
            scene.Lay(new OrientedBox(pool.X, pool.Y, (2 * pool.HalfLength) + 2, 6, pool.Angle), scene.Palette.Concrete(), LandCover.Pavement);
            scene.Lay(pool, Palette.Plain(Palette.Of(0x52A9BE, 0.06f)), LandCover.Water);
        }
        else if (random.Chance(0.35f))
        {
            Trees.Row(scene, here.At(-0.5f * lot, side * (setback + 5)), here.At(-0.5f * lot, side * (back + 3)), 2.6f, 1.5f);
        }
    }
}
