using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>A clearing where trees stood.</summary>
public sealed class ClearedForest : ISceneChange
{
    /// <inheritdoc/>
    public string Id => "cleared-forest";

    /// <inheritdoc/>
    public bool Happen(SceneBuilder scene)
    {
        var random = scene.Random;
        if (Ground.Any(scene, LandCover.Tree, 2) is not { } tree)
        {
            return false;
        }

        var at = Ground.Middle(tree);
        var radius = random.Uniform(10, 32);
        var clearing = new Ragged(new Disc(at.X, at.Y, radius), 0.3f * radius, 0.8f * radius, random.Seed());
        _ = Ground.Fell(scene, clearing);
        var isGrass = random.Chance(0.35f);
        var ground = isGrass ? scene.Palette.Grass() : scene.Palette.Soil();
        // Only the forest's own floor is bared: roads, houses and water in the clearing stay as they are.
        foreach (var floor in scene.Features.Where(f => f.Cover == LandCover.Tree && f.Height <= 0).ToArray())
        {
            scene.Add(new SceneFeature(new Overlap(clearing, floor.Footprint), ground, isGrass ? LandCover.Grass : LandCover.BareGround) { Softness = 1.5f });
        }

        return true;
    }
}
