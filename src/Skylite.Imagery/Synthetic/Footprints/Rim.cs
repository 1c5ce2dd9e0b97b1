namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>The strip around another region.</summary>
/// <param name="inner">The region in the middle.</param>
/// <param name="width">The width of the strip, metres.</param>
public sealed class Rim(IFootprint inner, float width) : IFootprint
{
    /// <inheritdoc/>
    public Bounds Bounds => inner.Bounds.Grown(width);

    /// <inheritdoc/>
    public float HalfThickness => width / 2;

    /// <inheritdoc/>
    public float Distance(float x, float y)
    {
        var distance = inner.Distance(x, y);
        return MathF.Max(-distance, distance - width);
    }
}
