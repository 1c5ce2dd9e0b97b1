using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>A few houses are gone; soil or grass lies where they stood.</summary>
public sealed class DemolishedHouses : ISceneChange
{
    /// <inheritdoc/>
    public string Id => "demolished-houses";

    /// <inheritdoc/>
    public bool Happen(SceneBuilder scene)
    {
        var random = scene.Random;
        var any = false;
        for (var i = random.Whole(1, 3); i > 0 && Ground.Any(scene, LandCover.Building, 3) is { } house; i--)
        {
            var box = house.Footprint.Bounds;
            var at = Ground.Middle(house);
            var radius = 0.5f * MathF.Max(box.Right - box.Left, box.Bottom - box.Top);
            any |= Ground.Take(scene, new Disc(at.X, at.Y, radius), 3, LandCover.Building);
            var isGrass = random.Chance(0.4f);
            scene.Add(new SceneFeature(
                new Ragged(new Disc(at.X, at.Y, radius + 1.5f), 1.5f, 6, random.Seed()),
                isGrass ? scene.Palette.Grass() : scene.Palette.Soil(),
                isGrass ? LandCover.Grass : LandCover.BareGround)
            {
                Softness = 1,
            });
        }

        return any;
    }
}
