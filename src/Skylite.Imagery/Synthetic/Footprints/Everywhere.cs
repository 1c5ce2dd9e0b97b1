namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>The whole ground.</summary>
public sealed class Everywhere : IFootprint
{
    /// <inheritdoc/>
    public Bounds Bounds { get; } = Bounds.Around(0, 0, 1e9f);

    /// <inheritdoc/>
    public float HalfThickness => 1e9f;

    /// <inheritdoc/>
    public float Distance(float x, float y) => -1e9f;
}
