using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Cars, trucks, containers and boats.</summary>
internal static class Cars
{
    private static readonly Vector4 Glass = Palette.Of(0x2B3138, 0.08f);

    public static void Park(SceneBuilder scene, float x, float y, float angle)
    {
        if (!scene.IsSeen(x, y, 6))
        {
            return;
        }

        var random = scene.Random;
        var body = new OrientedBox(x, y, random.Uniform(4.1f, 5f), random.Uniform(1.75f, 2.05f), angle);
        scene.Add(new SceneFeature(body, scene.Palette.Lacquer(), LandCover.Vehicle) { Height = 1.5f });
        (var ax, var ay) = body.ToScene(0.75f, 0);
        scene.Add(new SceneFeature(new OrientedBox(ax, ay, 0.75f, 1.5f, angle), Palette.Plain(Glass), LandCover.Vehicle) { Height = 1.51f });
        (var bx, var by) = body.ToScene(-1.55f, 0);
        scene.Add(new SceneFeature(new OrientedBox(bx, by, 0.5f, 1.45f, angle), Palette.Plain(Glass), LandCover.Vehicle) { Height = 1.51f });
    }

    public static void Truck(SceneBuilder scene, float x, float y, float angle)
    {
        var load = new OrientedBox(x, y, scene.Random.Uniform(7, 12), 2.6f, angle);
        scene.Add(new SceneFeature(load, scene.Palette.Lacquer(), LandCover.Vehicle) { Height = 3.4f });
        (var cx, var cy) = load.ToScene(load.HalfLength + 1.6f, 0);
        scene.Add(new SceneFeature(new OrientedBox(cx, cy, 2.4f, 2.4f, angle), scene.Palette.Lacquer(), LandCover.Vehicle) { Height = 3f });
    }

    public static void Container(SceneBuilder scene, float x, float y, float angle)
    {
        var paint = scene.Palette.Lacquer() with { Stripe = 0.08f, StripePeriod = 1f, StripeAngle = angle + (MathF.PI / 2) };
        scene.Add(new SceneFeature(new OrientedBox(x, y, 12.2f, 2.5f, angle), paint, LandCover.Vehicle) { Height = scene.Random.Whole(1, 3) * 2.6f });
    }

    public static void Boat(SceneBuilder scene, float x, float y, float angle)
    {
        var length = scene.Random.Uniform(6, 14);
        var frame = new Frame(x, y, angle);
        Vector2[] hull =
        [
            frame.At(0.5f * length, 0), frame.At(0.22f * length, 0.15f * length), frame.At(-0.48f * length, 0.13f * length),
            frame.At(-0.48f * length, -0.13f * length), frame.At(0.22f * length, -0.15f * length),
        ];
        scene.Add(new SceneFeature(new Polygon(hull), Palette.Plain(scene.Palette.Varied(Palette.Of(0xE9E8E2, 0.6f), 0.05f)), LandCover.Vehicle)
        {
            Height = 1.6f,
        });
        scene.Add(new SceneFeature(frame.Box(-0.1f * length, 0, 0.35f * length, 0.16f * length), scene.Palette.Lacquer(), LandCover.Vehicle) { Height = 2.4f });
    }
}
