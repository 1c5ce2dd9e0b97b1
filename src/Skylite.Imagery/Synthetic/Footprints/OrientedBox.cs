namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>A rectangle in any direction: buildings, cars, parcels, stalls.</summary>
public sealed class OrientedBox : IFootprint
{
    private readonly float _cos;
    private readonly float _sin;

    /// <summary>Places a rectangle.</summary>
    /// <param name="x">Centre in metres.</param>
    /// <param name="y">Centre in metres.</param>
    /// <param name="length">Side along <paramref name="angle"/>, metres.</param>
    /// <param name="width">The other side, metres.</param>
    /// <param name="angle">Direction of the length in radians from the x axis.</param>
    public OrientedBox(float x, float y, float length, float width, float angle)
    {
        (X, Y, HalfLength, HalfWidth, Angle) = (x, y, length / 2, width / 2, angle);
        (_sin, _cos) = MathF.SinCos(angle);
        var ex = (MathF.Abs(_cos) * HalfLength) + (MathF.Abs(_sin) * HalfWidth);
        var ey = (MathF.Abs(_sin) * HalfLength) + (MathF.Abs(_cos) * HalfWidth);
        Bounds = new Bounds(x - ex, y - ey, x + ex, y + ey);
    }

    /// <summary>Centre in metres.</summary>
    public float X { get; }

    /// <summary>Centre in metres.</summary>
    public float Y { get; }

    /// <summary>Half of the length in metres.</summary>
    public float HalfLength { get; }

    /// <summary>Half of the width in metres.</summary>
    public float HalfWidth { get; }

    /// <summary>Direction of the length in radians.</summary>
    public float Angle { get; }

    /// <inheritdoc/>
    public Bounds Bounds { get; }

    /// <inheritdoc/>
    public float HalfThickness => MathF.Min(HalfLength, HalfWidth);

    /// <summary>The point in the rectangle's own axes: along the length, along the width.</summary>
    public (float Along, float Across) ToLocal(float x, float y)
    {
        var dx = x - X;
        var dy = y - Y;
        return ((dx * _cos) + (dy * _sin), (dy * _cos) - (dx * _sin));
    }

    /// <summary>The point with the given own coordinates.</summary>
    public (float X, float Y) ToScene(float along, float across) =>
        (X + (along * _cos) - (across * _sin), Y + (along * _sin) + (across * _cos));

    /// <inheritdoc/>
    public float Distance(float x, float y)
    {
        (var along, var across) = ToLocal(x, y);
        var a = MathF.Abs(along) - HalfLength;
        var b = MathF.Abs(across) - HalfWidth;
        return a > 0 && b > 0 ? MathF.Sqrt((a * a) + (b * b)) : MathF.Max(a, b);
    }
}
