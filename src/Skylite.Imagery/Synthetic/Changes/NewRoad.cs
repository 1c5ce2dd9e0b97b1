using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>A road through the picture; trees and houses in its way are gone.</summary>
public sealed class NewRoad : ISceneChange
{
    /// <inheritdoc/>
    public string Id => "new-road";

    /// <inheritdoc/>
    public bool Happen(SceneBuilder scene)
    {
        var random = scene.Random;
        var frame = new Frame(random.Uniform(-0.35f, 0.35f) * scene.Width, random.Uniform(-0.35f, 0.35f) * scene.Height, random.Uniform(0, MathF.PI));
        // Not more than a town's worth of road, however large the picture.
        var half = MathF.Min(scene.Reach, random.Uniform(40, 150));
        var width = random.Uniform(4.5f, 9);
        var bend = random.Chance(0.5f) ? random.Uniform(0.05f, 0.25f) * half : 0;
        Vector2[] course = [.. Enumerable.Range(0, 13).Select(i => frame.At(((i / 6f) - 1) * half, bend * MathF.Sin(i / 4f)))];
        var road = new Ribbon(course, width);
        _ = Ground.Fell(scene, road, 2);
        _ = Ground.Take(scene, road, 5, LandCover.Building);
        Streets.Lay(scene, course, width, random.Uniform(0.5f, 2));
        return true;
    }
}
