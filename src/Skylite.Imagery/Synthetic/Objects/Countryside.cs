using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>What lies around and between: the same for every class, so that the surroundings give nothing away.</summary>
internal static class Countryside
{
    /// <summary>Lays ground without anything standing on it.</summary>
    public static void Ground(SceneBuilder scene)
    {
        var random = scene.Random;
        var kind = random.Unit();
        if (kind < 0.45f)
        {
            Parcels(scene, 45, 110, random.Uniform(0, MathF.PI));
            return;
        }

        scene.Lay(new Everywhere(), kind < 0.85f ? scene.Palette.Grass() : scene.Palette.Soil(), kind < 0.85f ? LandCover.Grass : LandCover.BareGround);
        for (var i = random.Whole(1, 4); i > 0; i--)
        {
            Patch(scene);
        }
    }

    /// <summary>Adds woods, single trees, hedges and now and then a farm, clear of what is reserved.</summary>
    public static void Furnish(SceneBuilder scene)
    {
        var random = scene.Random;
        if (random.Chance(0.3f))
        {
            Farm(scene);
        }

        var wooded = random.Unit();
        var woods = wooded < 0.35f ? 0 : wooded < 0.8f ? random.Whole(1, 3) : random.Whole(4, 7);
        for (var i = 0; i < woods; i++)
        {
            Trees.Wood(
                scene, random.Uniform(-0.6f, 0.6f) * scene.Width, random.Uniform(-0.6f, 0.6f) * scene.Height, random.Uniform(10, 30), random.Uniform(4, 6.5f));
        }

        if (random.Chance(0.4f))
        {
            var frame = new Frame(0, 0, random.Uniform(0, MathF.PI));
            var v = random.Uniform(-0.5f, 0.5f) * scene.Width;
            Trees.Row(scene, frame.At(-scene.Reach, v), frame.At(scene.Reach, v), random.Uniform(4, 9), random.Uniform(1.8f, 3.2f));
        }

        Trees.Scatter(scene, random.Whole(0, 14));
    }

    /// <summary>Divides the ground into parcels with crops.</summary>
    public static void Parcels(SceneBuilder scene, float least, float most, float angle)
    {
        var frame = new Frame(scene.Random.Uniform(-20, 20), scene.Random.Uniform(-20, 20), angle);
        var reach = scene.Reach + 30;
        foreach ((var u, var v, var length, var width) in Split(scene.Random, -reach, -reach, 2 * reach, 2 * reach, least, most))
        {
            var rows = angle + (length > width ? 0 : MathF.PI / 2);
            var meadow = scene.Random.Chance(0.2f);
            var box = frame.Box(u + (length / 2), v + (width / 2), length, width);
            scene.Lay(box, meadow ? scene.Palette.Grass() : scene.Palette.Crop(rows), meadow ? LandCover.Grass : LandCover.Cropland);
        }
    }

    /// <summary>Cuts a rectangle into smaller ones.</summary>
    public static IEnumerable<(float U, float V, float Length, float Width)> Split(
        SceneRandom random, float u, float v, float length, float width, float least, float most)
    {
        var longer = MathF.Max(length, width);
        var small = longer < random.Uniform(least, most);
        if (small || longer < 2 * 0.35f * least)
        {
            yield return (u, v, length, width);
            yield break;
        }

        var cut = random.Uniform(0.36f, 0.64f);
        var upright = length >= width;
        (var firstLength, var firstWidth) = upright ? (cut * length, width) : (length, cut * width);
        (var nextU, var nextV) = upright ? (u + firstLength, v) : (u, v + firstWidth);
        (var nextLength, var nextWidth) = upright ? (length - firstLength, width) : (length, width - firstWidth);
        foreach (var part in Split(random, u, v, firstLength, firstWidth, least, most))
        {
            yield return part;
        }

        foreach (var part in Split(random, nextU, nextV, nextLength, nextWidth, least, most))
        {
            yield return part;
        }
    }

    private static void Patch(SceneBuilder scene)
    {
        var random = scene.Random;
        var x = random.Uniform(-0.5f, 0.5f) * scene.Width;
        var y = random.Uniform(-0.5f, 0.5f) * scene.Height;
        var radius = random.Uniform(12, 45);
        var soil = random.Chance(0.45f);
        var region = new Ragged(new Disc(x, y, radius), 0.5f * radius, 0.8f * radius, random.Seed());
        scene.Add(new SceneFeature(region, soil ? scene.Palette.Soil() : scene.Palette.Grass(), soil ? LandCover.BareGround : LandCover.Grass)
        {
            Softness = 6,
        });
    }

    private static void Farm(SceneBuilder scene)
    {
        var random = scene.Random;
        var x = random.Uniform(-0.42f, 0.42f) * scene.Width;
        var y = random.Uniform(-0.42f, 0.42f) * scene.Height;
        if (!scene.IsFree(x, y, 13))
        {
            return;
        }

        var angle = random.Uniform(0, MathF.PI);
        scene.Add(new SceneFeature(scene.Free(new Ragged(new Disc(x, y, 14), 4, 9, random.Seed())), scene.Palette.Soil(), LandCover.BareGround)
        {
            Softness = 3,
        });
        Buildings.House(scene, x, y, random.Uniform(10, 18), random.Uniform(7, 11), angle);
        var frame = new Frame(x, y, angle);
        if (random.Chance(0.6f))
        {
            var barn = frame.At(random.Uniform(-6, 6), random.Pick([-15f, 15f]));
            Buildings.House(scene, barn.X, barn.Y, random.Uniform(12, 22), random.Uniform(8, 12), angle + random.Pick([0f, MathF.PI / 2]));
        }
    }
}
