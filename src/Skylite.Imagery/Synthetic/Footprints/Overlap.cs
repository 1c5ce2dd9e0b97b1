namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>What two regions have in common.</summary>
/// <param name="first">A region.</param>
/// <param name="second">Another.</param>
public sealed class Overlap(IFootprint first, IFootprint second) : IFootprint
{
    /// <inheritdoc/>
    public Bounds Bounds => first.Bounds;

    /// <inheritdoc/>
    public float HalfThickness => MathF.Min(first.HalfThickness, second.HalfThickness);

    /// <inheritdoc/>
    public float Distance(float x, float y) => MathF.Max(first.Distance(x, y), second.Distance(x, y));
}
