namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>A region without others: a wood beside a road, a yard around a hall.</summary>
/// <param name="inner">The region.</param>
/// <param name="holes">What is cut out, each with a margin in metres.</param>
public sealed class Clipped(IFootprint inner, IReadOnlyList<(IFootprint Footprint, float Margin)> holes) : IFootprint
{
    /// <inheritdoc/>
    public Bounds Bounds => inner.Bounds;

    /// <inheritdoc/>
    public float HalfThickness => inner.HalfThickness;

    /// <inheritdoc/>
    public float Distance(float x, float y)
    {
        var distance = inner.Distance(x, y);
        for (var i = 0; i < holes.Count && distance < 20; i++)
        {
            distance = MathF.Max(distance, holes[i].Margin - holes[i].Footprint.Distance(x, y));
        }

        return distance;
    }
}
