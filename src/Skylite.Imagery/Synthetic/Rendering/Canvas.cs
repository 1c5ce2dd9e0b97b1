using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Rendering;

/// <summary>Surface, slope light, shadow and mask of a scene at one pixel size, before air and sensor.</summary>
internal sealed class Canvas
{
    private readonly int _width;
    private readonly int _height;
    private readonly float _pixel;
    private readonly Vector2 _shift;
    private readonly float[] _elevation;

    /// <summary>Makes an empty canvas.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixel">Side of a pixel in metres.</param>
    /// <param name="shift">How far the middle of the canvas lies beside the middle of the scene, metres.</param>
    public Canvas(int width, int height, float pixel, Vector2 shift = default)
    {
        (_width, _height, _pixel, _shift) = (width, height, pixel, shift);
        Surface = new Vector4[width * height];
        Slope = new float[width * height];
        Shadow = new float[width * height];
        Mask = new byte[width * height];
        _elevation = new float[width * height];
        Array.Fill(Slope, 1f);
    }

    public Vector4[] Surface { get; }

    /// <summary>Light of the sun on the slope relative to flat ground.</summary>
    public float[] Slope { get; }

    /// <summary>Share of the sun that is hidden.</summary>
    public float[] Shadow { get; }

    public byte[] Mask { get; }

    public void Draw(SceneFeature feature, Vector3 sun)
    {
        var footprint = feature.Footprint;
        if (!Window(footprint.Bounds.Grown(_pixel + feature.Softness), out var left, out var top, out var right, out var bottom))
        {
            return;
        }

        var sampler = new MaterialSampler(feature.Material, _pixel);
        (var reach, var faintness) = Smoothing(footprint.HalfThickness);
        var opacity = feature.Opacity * faintness;
        var edge = 1 / (_pixel + feature.Softness);
        for (var row = top; row < bottom; row++)
        {
            var y = ((row + 0.5f - (_height * 0.5f)) * _pixel) + _shift.Y;
            for (var column = left; column < right; column++)
            {
                var x = ((column + 0.5f - (_width * 0.5f)) * _pixel) + _shift.X;
                var distance = footprint.Distance(x, y);
                var cover = reach - (distance * edge);
                if (cover <= 0)
                {
                    continue;
                }

                cover = MathF.Min(1, cover);
                var share = cover * opacity;
                var at = (row * _width) + column;
                var slope = feature.Relief is { } relief ? MathF.Max(0, Vector3.Dot(relief.Normal(x, y), sun)) / sun.Z : 1;
                Surface[at] = Vector4.Lerp(Surface[at], sampler.At(x, y), share);
                Slope[at] += (slope - Slope[at]) * share;
                Shadow[at] *= 1 - share;
                _elevation[at] += (feature.Height - _elevation[at]) * share;
                if (distance <= 0 && feature.Opacity >= 0.5f)
                {
                    Mask[at] = (byte)feature.Cover;
                }
            }
        }
    }

    /// <summary>Writes a feature into the mask only.</summary>
    public void Mark(SceneFeature feature)
    {
        var footprint = feature.Footprint;
        if (feature.Opacity < 0.5f || !Window(footprint.Bounds.Grown(_pixel), out var left, out var top, out var right, out var bottom))
        {
            return;
        }

        for (var row = top; row < bottom; row++)
        {
            var y = ((row + 0.5f - (_height * 0.5f)) * _pixel) + _shift.Y;
            for (var column = left; column < right; column++)
            {
                var x = ((column + 0.5f - (_width * 0.5f)) * _pixel) + _shift.X;
                if (footprint.Distance(x, y) <= 0)
                {
                    Mask[(row * _width) + column] = (byte)feature.Cover;
                }
            }
        }
    }

    /// <summary>Casts the shadow of an upright body with the feature's footprint and height; on what stands itself it falls shorter.</summary>
    public void CastShadow(SceneFeature feature, Vector3 sun)
    {
        var reach = feature.Height / sun.Z;
        var dx = -sun.X * reach;
        var dy = -sun.Y * reach;
        var footprint = feature.Footprint;
        if (!Window(footprint.Bounds.Swept(dx, dy).Grown(_pixel), out var left, out var top, out var right, out var bottom))
        {
            return;
        }

        var length = MathF.Sqrt((dx * dx) + (dy * dy));
        var steps = Math.Clamp((int)MathF.Ceiling(length / MathF.Max(0.7f * _pixel, footprint.HalfThickness)), 1, 10);
        (var edge, var faintness) = Smoothing(footprint.HalfThickness);
        var opacity = feature.Opacity * faintness;
        for (var row = top; row < bottom; row++)
        {
            var y = ((row + 0.5f - (_height * 0.5f)) * _pixel) + _shift.Y;
            for (var column = left; column < right; column++)
            {
                var x = ((column + 0.5f - (_width * 0.5f)) * _pixel) + _shift.X;
                var at = (row * _width) + column;
                var nearest = float.MaxValue;
                var longest = 1 - (_elevation[at] / feature.Height);
                for (var step = 1; step <= steps; step++)
                {
                    var t = longest * step / steps;
                    nearest = MathF.Min(nearest, footprint.Distance(x - (t * dx), y - (t * dy)));
                }

                var cover = Math.Clamp(edge - (nearest / _pixel), 0, 1) * opacity;
                Shadow[at] = MathF.Max(Shadow[at], cover);
            }
        }
    }

    private bool Window(Bounds bounds, out int left, out int top, out int right, out int bottom)
    {
        left = Column(bounds.Left - _shift.X, _width);
        right = Math.Min(_width, Column(bounds.Right - _shift.X, _width) + 1);
        top = Column(bounds.Top - _shift.Y, _height);
        bottom = Math.Min(_height, Column(bounds.Bottom - _shift.Y, _height) + 1);
        return left < right && top < bottom;
    }

    private int Column(float metres, int size) =>
        (int)Math.Clamp(MathF.Floor((metres / _pixel) + (size * 0.5f)), 0, size);

    /// <summary>Where coverage ends beyond the edge, in pixels, and how faint the region is: a line thinner than a pixel becomes a
    /// tent two pixels wide whose total is the line's width, wherever it lies between pixel centres.</summary>
    private (float Reach, float Faintness) Smoothing(float half)
    {
        var share = MathF.Min(0.5f, half / _pixel);
        return (1 - share, 2 * share);
    }
}
