
namespace Skylite.Imagery.Synthetic.Landscapes;

/// <summary>Cars, trucks and boats, which are elsewhere on every date.</summary>
internal static class Traffic
{
    private const float Near = 9;

    /// <summary>The scene without vehicles.</summary>
    public static Scene None(Scene scene) => scene with { Features = [.. scene.Features.Where(f => f.Cover != LandCover.Vehicle)] };

    /// <summary>The scene with a share of its vehicles gone.</summary>
    public static Scene Thin(Scene scene, SceneRandom random, float share)
    {
        var kept = new List<SceneFeature>(scene.Features.Count);
        (float X, float Y)? first = null;
        var isGone = false;
        foreach (var feature in scene.Features)
        {
            if (feature.Cover != LandCover.Vehicle)
            {
                first = null;
                kept.Add(feature);
                continue;
            }

            // The parts of a vehicle follow its body and go with it.
            var box = feature.Footprint.Bounds;
            (var x, var y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
            var isPart = first is { } body && feature.Height > 1.5f && MathF.Abs(x - body.X) + MathF.Abs(y - body.Y) < Near;
            if (!isPart)
            {
                first = (x, y);
                isGone = random.Chance(share);
            }

            if (!isGone)
            {
                kept.Add(feature);
            }
        }

        return scene with { Features = kept };
    }
}
