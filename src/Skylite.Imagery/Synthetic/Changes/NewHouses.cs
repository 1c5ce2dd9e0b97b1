using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>One to six houses in a row, each on ground that is still bare.</summary>
public sealed class NewHouses : ISceneChange
{
    /// <inheritdoc/>
    public string Id => "new-houses";

    /// <inheritdoc/>
    public bool Happen(SceneBuilder scene)
    {
        var random = scene.Random;
        if (Ground.Spot(scene, 9) is not { } spot)
        {
            return false;
        }

        var row = new Frame(spot.X, spot.Y, random.Uniform(0, MathF.PI));
        var lot = random.Uniform(16, 22);
        var count = random.Whole(1, 6);
        var isBare = random.Chance(0.6f);
        for (var i = 0; i < count; i++)
        {
            var at = row.At(i * lot, random.Uniform(-2, 2));
            if (!scene.IsFree(at.X, at.Y, i == 0 ? 0 : 8))
            {
                continue;
            }

            var lotOfHouse = new Disc(at.X, at.Y, 0.45f * lot);
            _ = Ground.Fell(scene, lotOfHouse, 2);
            if (isBare)
            {
                scene.Add(new SceneFeature(new Ragged(lotOfHouse, 1.5f, 6, random.Seed()), scene.Palette.Soil(), LandCover.BareGround) { Softness = 1 });
            }

            Buildings.House(scene, at.X, at.Y, random.Uniform(9, 14), random.Uniform(7, 9.5f), row.Angle);
        }

        return true;
    }
}
