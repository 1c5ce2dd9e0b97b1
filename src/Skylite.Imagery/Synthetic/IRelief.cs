using System.Numerics;

namespace Skylite.Imagery.Synthetic;

/// <summary>The upper side of a feature, as the sun sees it.</summary>
public interface IRelief
{
    /// <summary>The unit normal at a point in metres; x right, y down the image, z towards the viewer.</summary>
    Vector3 Normal(float x, float y);
}
