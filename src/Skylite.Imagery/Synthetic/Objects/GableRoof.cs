using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Roof planes that rise towards a ridge along the box; <paramref name="hip"/> is how far the ends slope too, metres.</summary>
internal sealed class GableRoof(OrientedBox box, float pitch, float hip) : IRelief
{
    public Vector3 Normal(float x, float y)
    {
        (var along, var across) = box.ToLocal(x, y);
        var end = box.HalfLength - MathF.Abs(along) < hip * (1 - (MathF.Abs(across) / box.HalfWidth));
        end |= hip > 0 && box.HalfLength - MathF.Abs(along) < box.HalfWidth - MathF.Abs(across);
        var angle = end ? box.Angle : box.Angle + (MathF.PI / 2);
        float side = MathF.Sign(end ? along : across);
        (var sin, var cos) = MathF.SinCos(angle);
        (var lean, var up) = MathF.SinCos(pitch);
        return new Vector3(side * cos * lean, side * sin * lean, up);
    }
}
