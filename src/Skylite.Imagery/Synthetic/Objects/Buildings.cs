using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Dwelling houses, halls and tanks.</summary>
internal static class Buildings
{
    public static void House(SceneBuilder scene, float x, float y, float length, float width, float angle)
    {
        var random = scene.Random;
        var roof = scene.Palette.Tile();
        var height = random.Uniform(4, 7.5f);
        var pitch = random.Chance(0.12f) ? 0.02f : random.Uniform(0.4f, 0.75f);
        var hip = random.Chance(0.35f) ? 0.5f * width : 0;
        var main = new OrientedBox(x, y, length, width, angle);
        Gable(scene, main, roof, height, pitch, hip);
        if (random.Chance(0.35f))
        {
            (var ax, var ay) = main.ToScene(random.Uniform(-0.3f, 0.3f) * length, random.Pick([-0.4f, 0.4f]) * width);
            Gable(scene, new OrientedBox(ax, ay, 0.75f * width, 0.55f * width, angle + (MathF.PI / 2)), roof, height - 0.3f, pitch, hip);
        }

        scene.Reserve(main, 0.6f);
    }

    public static void Hall(SceneBuilder scene, OrientedBox box)
    {
        var random = scene.Random;
        var along = random.Chance(0.5f);
        var seam = along ? box.Angle : box.Angle + (MathF.PI / 2);
        var roof = scene.Palette.Sheet(seam);
        var height = random.Uniform(5, 10);
        var rim = roof with { Colour = roof.Colour * 0.8f, Second = roof.Second * 0.8f, Stripe = 0 };
        scene.Add(new SceneFeature(box, rim, LandCover.Building) { Height = height });
        scene.Reserve(box, 1);
        var deck = new OrientedBox(box.X, box.Y, (2 * box.HalfLength) - 1.4f, (2 * box.HalfWidth) - 1.4f, box.Angle);
        var bays = random.Chance(0.5f) ? random.Whole(1, 4) : 0;
        if (bays == 0)
        {
            scene.Add(new SceneFeature(deck, roof, LandCover.Building) { Height = height + 0.01f });
        }

        for (var i = 0; i < bays; i++)
        {
            var across = (((i + 0.5f) / bays) - 0.5f) * 2 * deck.HalfWidth;
            (var bx, var by) = deck.ToScene(0, across);
            var bay = new OrientedBox(bx, by, 2 * deck.HalfLength, 2 * deck.HalfWidth / bays, deck.Angle);
            Gable(scene, bay, roof, height + 0.01f, random.Uniform(0.12f, 0.3f), 0);
        }

        if (random.Chance(0.8f))
        {
            Equip(scene, deck, height);
        }
    }

    public static void Tank(SceneBuilder scene, float x, float y, float radius)
    {
        var random = scene.Random;
        var height = random.Uniform(5, 11);
        var paint = scene.Palette.Varied(random.Pick([Palette.Of(0xDADAD4, 0.55f), Palette.Of(0xB5B7B4, 0.44f), Palette.Of(0x9C8D78, 0.36f)]), 0.05f);
        scene.Add(new SceneFeature(new Disc(x, y, radius), Palette.Plain(0.78f * paint), LandCover.Building) { Height = height });
        scene.Add(new SceneFeature(new Disc(x, y, radius - 0.8f), Palette.Plain(paint), LandCover.Building)
        {
            Height = height + 0.01f,
            Relief = new Crown(x, y, 2.4f * radius, 0),
        });
        scene.Reserve(new Disc(x, y, radius), 1);
    }

    private static void Gable(SceneBuilder scene, OrientedBox box, Material roof, float height, float pitch, float hip) =>
        scene.Add(new SceneFeature(box, roof with { StripeAngle = box.Angle }, LandCover.Building)
        {
            Height = height,
            Relief = new GableRoof(box, pitch, hip),
        });

    /// <summary>Skylights and machines on a flat roof.</summary>
    private static void Equip(SceneBuilder scene, OrientedBox deck, float height)
    {
        var random = scene.Random;
        var bright = random.Chance(0.6f);
        var pane = Palette.Plain(scene.Palette.Varied(bright ? Palette.Of(0xE8ECEE, 0.6f) : Palette.Of(0x4A525A, 0.15f), 0.05f));
        var step = random.Uniform(6, 11);
        if (random.Chance(0.6f))
        {
            for (var u = -deck.HalfLength + step; u < deck.HalfLength - 2; u += step)
            {
                (var x, var y) = deck.ToScene(u, 0);
                scene.Add(new SceneFeature(new OrientedBox(x, y, 1.6f, 1.3f * deck.HalfWidth, deck.Angle), pane, LandCover.Building)
                {
                    Height = height + 0.4f,
                });
            }
        }

        for (var i = random.Whole(0, 7); i > 0; i--)
        {
            (var x, var y) = deck.ToScene(random.Uniform(-0.85f, 0.85f) * deck.HalfLength, random.Uniform(-0.8f, 0.8f) * deck.HalfWidth);
            scene.Add(new SceneFeature(
                new OrientedBox(x, y, random.Uniform(1.5f, 4), random.Uniform(1.5f, 3), deck.Angle), scene.Palette.Concrete(), LandCover.Building)
            {
                Height = height + random.Uniform(0.8f, 2),
            });
        }
    }
}
