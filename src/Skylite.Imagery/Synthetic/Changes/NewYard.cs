using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Landscapes;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>A hall on a paved yard.</summary>
public sealed class NewYard : ISceneChange
{
    /// <inheritdoc/>
    public string Id => "new-yard";

    /// <inheritdoc/>
    public bool Happen(SceneBuilder scene)
    {
        if (Ground.Spot(scene, 26) is not { } spot || !Landscape.Yard(scene, new Frame(spot.X, spot.Y, scene.Random.Uniform(0, MathF.PI))))
        {
            return false;
        }

        _ = Ground.Fell(scene, new Disc(spot.X, spot.Y, 26));
        return true;
    }
}
