using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>Large halls on paved yards with tanks, containers and trucks.</summary>
public sealed class Industry : ISceneClass
{
    /// <inheritdoc/>
    public string Id => "industry";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        var frame = new Frame(random.Uniform(-15, 15), random.Uniform(-15, 15), random.Uniform(0, MathF.PI));
        Countryside.Ground(scene);
        var u0 = random.Chance(0.5f) ? -scene.Reach : -random.Uniform(0.5f, 0.75f) * scene.Width;
        var v1 = random.Chance(0.5f) ? scene.Reach : random.Uniform(0.45f, 0.7f) * scene.Width;
        var length = scene.Reach + 20 - u0;
        var width = v1 + scene.Reach + 20;
        var yard = random.Unit() switch { < 0.4f => scene.Palette.Concrete(), < 0.75f => scene.Palette.Asphalt(), _ => scene.Palette.Soil() };
        scene.Lay(frame.Box(u0 + (length / 2), v1 - (width / 2), length, width), yard, LandCover.Pavement);
        if (random.Chance(0.5f))
        {
            Vector2[] road = [frame.At(u0 - 8, -1.3f * scene.Reach), frame.At(u0 - 8, 1.3f * scene.Reach)];
            Streets.Lay(scene, road, 7);
            Streets.Drive(scene, road, 1.8f, 40);
        }

        foreach ((var u, var v, var du, var dv) in Countryside.Split(random, u0, v1 - width, length, width, 34, 62))
        {
            Plot(scene, frame, new Vector4(u, v, du, dv));
        }

        Trees.Scatter(scene, random.Whole(0, 16), 1.5f, 3);
    }

    private static void Plot(SceneBuilder scene, Frame frame, Vector4 plot)
    {
        var random = scene.Random;
        var kind = random.Unit();
        var middle = frame.At(plot.X + (plot.Z / 2), plot.Y + (plot.W / 2));
        if (!scene.IsSeen(middle.X, middle.Y, 40))
        {
            return;
        }

        if (kind < 0.72f)
        {
            var gap = random.Uniform(4, 9);
            var lying = plot.Z >= plot.W;
            var length = MathF.Max(plot.Z, plot.W) - gap;
            var width = (MathF.Min(plot.Z, plot.W) - gap) * random.Uniform(0.7f, 1);
            Buildings.Hall(scene, new OrientedBox(middle.X, middle.Y, length, width, frame.Angle + (lying ? 0 : MathF.PI / 2)));
        }
        else if (kind < 0.84f)
        {
            Grid(scene, frame, plot, random.Uniform(9, 15), (x, y, step) => Buildings.Tank(scene, x, y, 0.4f * step));
        }
        else if (kind < 0.93f)
        {
            Stacks(scene, frame, plot);
        }
        else
        {
            scene.Lay(frame.Box(plot.X + (plot.Z / 2), plot.Y + (plot.W / 2), plot.Z - 4, plot.W - 4), scene.Palette.Grass(), LandCover.Grass);
        }

        for (var i = random.Whole(0, 3); i > 0; i--)
        {
            var at = frame.At(plot.X + random.Uniform(0, plot.Z), plot.Y + random.Uniform(-1, 1));
            if (scene.IsFree(at.X, at.Y, 2))
            {
                Cars.Truck(scene, at.X, at.Y, frame.Angle);
            }
        }
    }

    private static void Grid(SceneBuilder scene, Frame frame, Vector4 plot, float step, Action<float, float, float> put)
    {
        for (var u = step / 2; u < plot.Z - (step / 3); u += step)
        {
            for (var v = step / 2; v < plot.W - (step / 3); v += step)
            {
                var at = frame.At(plot.X + u, plot.Y + v);
                if (scene.IsSeen(at.X, at.Y, step))
                {
                    put(at.X, at.Y, step);
                }
            }
        }
    }

    private static void Stacks(SceneBuilder scene, Frame frame, Vector4 plot)
    {
        for (float v = 3; v < plot.W - 3; v += 3.2f)
        {
            for (float u = 8; u < plot.Z - 6; u += 13)
            {
                var at = frame.At(plot.X + u, plot.Y + v);
                if (scene.Random.Chance(0.75f) && scene.IsSeen(at.X, at.Y, 8))
                {
                    Cars.Container(scene, at.X, at.Y, frame.Angle);
                }
            }
        }
    }
}
