namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>Another region grown outwards, or shrunk where the distance is negative: banks, shallows, verges.</summary>
/// <param name="inner">The region to grow.</param>
/// <param name="distance">How far its edge moves outwards, metres.</param>
public sealed class Shifted(IFootprint inner, float distance) : IFootprint
{
    /// <inheritdoc/>
    public Bounds Bounds => inner.Bounds.Grown(distance);

    /// <inheritdoc/>
    public float HalfThickness => MathF.Max(0, inner.HalfThickness + distance);

    /// <inheritdoc/>
    public float Distance(float x, float y) => inner.Distance(x, y) - distance;
}
