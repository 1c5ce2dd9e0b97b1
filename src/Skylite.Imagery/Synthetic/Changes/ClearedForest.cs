using System.Numerics;
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
        SceneRandom random = scene.Random;
        if (Ground.Any(scene, LandCover.Tree, 2) is not { } tree)
        {
            return false;
        }

        Vector2 at = Ground.Middle(tree);
        float radius = random.Uniform(10, 32);
        var clearing = new Ragged(new Disc(at.X, at.Y, radius), 0.3f * radius, 0.8f * radius, random.Seed());
        _ = Ground.Fell(scene, clearing);
        bool isGrass = random.Chance(0.35f);
        Material ground = isGrass ? scene.Palette.Grass() : scene.Palette.Soil();
        // Only the forest's own floor is bared: roads, houses and water in the clearing stay as they are.
        foreach (SceneFeature floor in scene.Features.Where(f => f.Cover == LandCover.Tree && f.Height <= 0).ToArray())
        {
            scene.Add(new SceneFeature(new Overlap(clearing, floor.Footprint), ground, isGrass ? LandCover.Grass : LandCover.BareGround) { Softness = 1.5f });
        }

        return true;
    }
}
