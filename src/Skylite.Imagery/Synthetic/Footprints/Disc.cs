namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>A circle: crowns, tanks, roundabouts, pivot fields.</summary>
/// <param name="centreX">Centre in metres.</param>
/// <param name="centreY">Centre in metres.</param>
/// <param name="radius">Radius in metres.</param>
public sealed class Disc(float centreX, float centreY, float radius) : IFootprint
{
    /// <summary>Centre in metres.</summary>
    public float X => centreX;

    /// <summary>Centre in metres.</summary>
    public float Y => centreY;

    /// <inheritdoc/>
    public Bounds Bounds => Bounds.Around(centreX, centreY, radius);

    /// <inheritdoc/>
    public float HalfThickness => radius;

    /// <inheritdoc/>
    public float Distance(float x, float y) => MathF.Sqrt(((x - centreX) * (x - centreX)) + ((y - centreY) * (y - centreY))) - radius;
}
