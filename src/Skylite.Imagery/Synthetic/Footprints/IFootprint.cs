namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>A region of the ground, given by its distance field, so that edges can be smoothed at any pixel size.</summary>
public interface IFootprint
{
    /// <summary>A box that holds the region, in metres.</summary>
    Bounds Bounds { get; }

    /// <summary>Half of the narrowest width in metres; regions thinner than a pixel are drawn fainter.</summary>
    float HalfThickness { get; }

    /// <summary>The distance to the edge in metres, negative inside.</summary>
    float Distance(float x, float y);
}
