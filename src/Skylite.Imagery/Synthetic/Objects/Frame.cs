using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Turned axes to lay things along: u along the angle, v across.</summary>
internal readonly record struct Frame(float X, float Y, float Angle)
{
    public Vector2 At(float u, float v)
    {
        (var sin, var cos) = MathF.SinCos(Angle);
        return new Vector2(X + (u * cos) - (v * sin), Y + (u * sin) + (v * cos));
    }

    public OrientedBox Box(float u, float v, float length, float width, float turn = 0)
    {
        var at = At(u, v);
        return new OrientedBox(at.X, at.Y, length, width, Angle + turn);
    }

    public Ribbon Line(float u0, float v0, float u1, float v1, float width) => new([At(u0, v0), At(u1, v1)], width);
}
