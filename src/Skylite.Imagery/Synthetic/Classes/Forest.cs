using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>Closed or open woodland with clearings and tracks; some are plantations in rows.</summary>
public sealed class Forest : ISceneClass
{
    /// <inheritdoc/>
    public string Id => "forest";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        var open = random.Chance(0.3f);
        var rows = random.Chance(0.2f);
        if (open)
        {
            Countryside.Ground(scene);
        }
        else
        {
            scene.Lay(new Everywhere(), scene.Palette.ForestFloor(), LandCover.Tree);
        }

        if (random.Chance(0.35f))
        {
            var frame = new Frame(random.Uniform(-20, 20), random.Uniform(-20, 20), random.Uniform(0, MathF.PI));
            Streets.Track(scene, Streets.Course(scene, frame, random.Uniform(0, 12)), random.Uniform(2.5f, 5));
        }

        for (var i = random.Chance(0.5f) ? random.Whole(1, 3) : 0; i > 0; i--)
        {
            var radius = random.Uniform(6, 20);
            var disc = new Disc(random.Uniform(-0.5f, 0.5f) * scene.Width, random.Uniform(-0.5f, 0.5f) * scene.Height, radius);
            var clearing = new Ragged(disc, 0.4f * radius, 0.9f * radius, random.Seed());
            var grass = random.Chance(0.65f);
            scene.Add(new SceneFeature(clearing, grass ? scene.Palette.Grass() : scene.Palette.Soil(), grass ? LandCover.Grass : LandCover.BareGround)
            {
                Softness = 2,
            });
            scene.Reserve(clearing);
        }

        var spacing = random.Uniform(4.2f, 7.5f);
        Trees.Fill(scene, new Everywhere(), spacing, open ? random.Uniform(0.45f, 0.75f) : random.Uniform(0.88f, 1), rows);
    }
}
