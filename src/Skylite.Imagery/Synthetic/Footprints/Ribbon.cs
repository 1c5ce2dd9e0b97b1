using System.Numerics;

namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>A line with a width: roads, rivers, hedges, markings.</summary>
public sealed class Ribbon : IFootprint
{
    private readonly Vector2[] _points;

    /// <summary>Places a line of the given width in metres through at least two points.</summary>
    /// <exception cref="ArgumentException">There are fewer than two points.</exception>
    public Ribbon(IReadOnlyList<Vector2> points, float width)
    {
        _points = points.Count >= 2 ? [.. points] : throw new ArgumentException($"A line needs two points, not {points.Count}.", nameof(points));
        HalfThickness = width / 2;
        Bounds = new Bounds(_points.Min(p => p.X), _points.Min(p => p.Y), _points.Max(p => p.X), _points.Max(p => p.Y)).Grown(HalfThickness);
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
        for (var i = 1; i < _points.Length; i++)
        {
            nearest = MathF.Min(nearest, SquaredDistance(p, _points[i - 1], _points[i]));
        }

        return MathF.Sqrt(nearest) - HalfThickness;
    }

    internal static float SquaredDistance(Vector2 p, Vector2 a, Vector2 b)
    {
        var ab = b - a;
        var ap = p - a;
        var t = Math.Clamp(Vector2.Dot(ap, ab) / MathF.Max(ab.LengthSquared(), 1e-9f), 0, 1);
        return (ap - (t * ab)).LengthSquared();
    }
}
