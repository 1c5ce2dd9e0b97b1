using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Single trees, rows, hedges and woods.</summary>
internal static class Trees
{
    public static void Plant(SceneBuilder scene, float x, float y, float radius)
    {
        if (!scene.IsSeen(x, y, 14))
        {
            return;
        }

        var disc = new Disc(x, y, radius);
        var seed = scene.Random.Seed();
        scene.Add(new SceneFeature(new Ragged(disc, 0.22f * radius, 0.7f * radius, seed), scene.Palette.Crown(), LandCover.Tree)
        {
            Height = 2.2f * radius * scene.Random.Uniform(0.7f, 1.3f),
            Relief = new Crown(x, y, radius, seed),
        });
    }

    /// <summary>Plants where a region lets it, at about the given spacing, keeping off what is reserved.</summary>
    public static void Fill(SceneBuilder scene, IFootprint region, float spacing, float share = 1, bool rows = false)
    {
        var random = scene.Random;
        var frame = new Frame(0, 0, random.Uniform(0, MathF.PI));
        var jitter = rows ? 0.1f : 0.42f;
        var reach = (int)(scene.Reach / spacing) + 1;
        for (var i = -reach; i <= reach; i++)
        {
            for (var j = -reach; j <= reach; j++)
            {
                var shift = rows ? 0 : 0.5f * (j & 1);
                var at = frame.At((i + shift + random.Uniform(-jitter, jitter)) * spacing, (j + random.Uniform(-jitter, jitter)) * spacing);
                var radius = spacing * random.Uniform(0.42f, rows ? 0.52f : 0.74f);
                if (random.Chance(share) && scene.IsSeen(at.X, at.Y, 10) && region.Distance(at.X, at.Y) < 0 && scene.IsFree(at.X, at.Y, 0.7f * radius))
                {
                    Plant(scene, at.X, at.Y, radius);
                }
            }
        }
    }

    /// <summary>Plants about so many trees anywhere that is free.</summary>
    public static void Scatter(SceneBuilder scene, int count, float least = 1.6f, float most = 4f)
    {
        for (var i = 0; i < count; i++)
        {
            var x = scene.Random.Uniform(-scene.Width / 2, scene.Width / 2);
            var y = scene.Random.Uniform(-scene.Height / 2, scene.Height / 2);
            var radius = scene.Random.Uniform(least, most);
            if (scene.IsFree(x, y, 0.8f * radius))
            {
                Plant(scene, x, y, radius);
            }
        }
    }

    /// <summary>Plants a row or hedge from one point to another.</summary>
    public static void Row(SceneBuilder scene, Vector2 from, Vector2 to, float spacing, float radius)
    {
        var length = Vector2.Distance(from, to);
        for (float t = 0; t < length; t += spacing * scene.Random.Uniform(0.75f, 1.35f))
        {
            var at = Vector2.Lerp(from, to, t / length) + (0.25f * radius * new Vector2(scene.Random.Normal(), scene.Random.Normal()));
            var size = radius * scene.Random.Uniform(0.7f, 1.25f);
            if (scene.IsFree(at.X, at.Y, 0.4f * size))
            {
                Plant(scene, at.X, at.Y, size);
            }
        }
    }

    /// <summary>Lays a wood with an uneven edge.</summary>
    public static void Wood(SceneBuilder scene, float x, float y, float radius, float spacing)
    {
        var region = new Ragged(new Disc(x, y, radius), 0.35f * radius, 0.8f * radius, scene.Random.Seed());
        scene.Add(new SceneFeature(scene.Free(region), scene.Palette.ForestFloor(), LandCover.Tree) { Softness = 4 });
        Fill(scene, region, spacing);
        scene.Reserve(region);
    }
}
