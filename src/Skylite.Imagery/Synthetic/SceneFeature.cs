using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic;

/// <summary>One thing that lies or stands in a scene.</summary>
/// <param name="Footprint">Where it is, in metres.</param>
/// <param name="Material">What it is made of.</param>
/// <param name="Cover">What the mask says of it.</param>
public sealed record SceneFeature(IFootprint Footprint, Material Material, LandCover Cover)
{
    /// <summary>How far it rises above the ground, in metres: it throws a shadow and hides what is lower.</summary>
    public float Height { get; init; }

    /// <summary>The shape of its upper side; null is flat.</summary>
    public IRelief? Relief { get; init; }

    /// <summary>How much it hides of what is below, 0..1.</summary>
    public float Opacity { get; init; } = 1f;

    /// <summary>The width in metres over which its edge fades out; 0 is a sharp edge.</summary>
    public float Softness { get; init; }
}
