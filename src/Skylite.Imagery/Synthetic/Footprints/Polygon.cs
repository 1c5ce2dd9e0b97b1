using System.Numerics;

namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>A region inside a closed line.</summary>
public sealed class Polygon : IFootprint
{
    private readonly Vector2[] _points;

    /// <summary>Places a polygon; the last point is joined to the first.</summary>
    /// <exception cref="ArgumentException">There are fewer than three points.</exception>
    public Polygon(IReadOnlyList<Vector2> points)
    {
        _points = points.Count >= 3 ? [.. points] : throw new ArgumentException($"A polygon needs three points, not {points.Count}.", nameof(points));
        Bounds = new Bounds(_points.Min(p => p.X), _points.Min(p => p.Y), _points.Max(p => p.X), _points.Max(p => p.Y));
        HalfThickness = MathF.Min(Bounds.Right - Bounds.Left, Bounds.Bottom - Bounds.Top) / 2;
    }

    /// <inheritdoc/>
    public Bounds Bounds { get; }

    /// <inheritdoc/>
    public float HalfThickness { get; }

    /// <inheritdoc/>
    public float Distance(float x, float y)
    {
        var p = new Vector2(x, y);
        var nearest = float.MaxValue;
        var inside = false;
        var a = _points[^1];
        foreach (var b in _points)
        {
            nearest = MathF.Min(nearest, Ribbon.SquaredDistance(p, a, b));
            if (a.Y > y != b.Y > y && x < a.X + ((y - a.Y) * (b.X - a.X) / (b.Y - a.Y)))
            {
                inside = !inside;
            }

            a = b;
        }

        return inside ? -MathF.Sqrt(nearest) : MathF.Sqrt(nearest);
    }
}
