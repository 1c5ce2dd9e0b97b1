using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>A pond, as gravel pits and retention basins leave them.</summary>
public sealed class NewPond : ISceneChange
{
    /// <inheritdoc/>
    public string Id => "new-pond";

    /// <inheritdoc/>
    public bool Happen(SceneBuilder scene)
    {
        if (Ground.Spot(scene, 14) is not { } spot)
        {
            return false;
        }

        var pond = new Disc(spot.X, spot.Y, scene.Random.Uniform(6, 13));
        _ = Ground.Fell(scene, pond, 4);
        _ = Waters.Lay(scene, pond, 4);
        return true;
    }
}
