using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>What changes do to the ground they happen on.</summary>
internal static class Ground
{
    /// <summary>The middle of a feature.</summary>
    public static Vector2 Middle(SceneFeature feature)
    {
        var box = feature.Footprint.Bounds;
        return new Vector2((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
    }

    /// <summary>Fells the trees whose middle lies in a region or less than the margin in metres beside it.</summary>
    public static bool Fell(SceneBuilder scene, IFootprint region, float margin = 0) => Take(scene, region, margin, LandCover.Tree);

    /// <summary>Takes away what stands in a region and counts as a kind of land cover.</summary>
    public static bool Take(SceneBuilder scene, IFootprint region, float margin, LandCover cover) =>
        scene.Remove(f => f.Cover == cover && f.Height > 0 && region.Distance(Middle(f).X, Middle(f).Y) < margin);

    /// <summary>Some standing feature of a kind, well inside the picture; null if there is none.</summary>
    public static SceneFeature? Any(SceneBuilder scene, LandCover cover, float least)
    {
        SceneFeature[] found = [.. scene.Features.Where(f => f.Cover == cover && f.Height > least && scene.IsSeen(Middle(f).X, Middle(f).Y, -8))];
        return found.Length == 0 ? null : scene.Random.Pick(found);
    }

    /// <summary>A spot with free ground around it; null if a few draws find none.</summary>
    public static Vector2? Spot(SceneBuilder scene, float radius)
    {
        for (var i = 0; i < 24; i++)
        {
            var x = scene.Random.Uniform(-0.42f, 0.42f) * scene.Width;
            var y = scene.Random.Uniform(-0.42f, 0.42f) * scene.Height;
            if (scene.IsFree(x, y, radius))
            {
                return new Vector2(x, y);
            }
        }

        return null;
    }
}
