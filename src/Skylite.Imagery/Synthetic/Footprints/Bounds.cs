namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>An axis-parallel box in metres.</summary>
/// <param name="Left">Least x.</param>
/// <param name="Top">Least y.</param>
/// <param name="Right">Greatest x.</param>
/// <param name="Bottom">Greatest y.</param>
public readonly record struct Bounds(float Left, float Top, float Right, float Bottom)
{
    /// <summary>The box around a circle.</summary>
    public static Bounds Around(float x, float y, float radius) => new(x - radius, y - radius, x + radius, y + radius);

    /// <summary>This box with a margin on every side.</summary>
    public Bounds Grown(float margin) => new(Left - margin, Top - margin, Right + margin, Bottom + margin);

    /// <summary>The box that holds this one and its copy moved by a vector.</summary>
    public Bounds Swept(float dx, float dy) =>
        new(Left + MathF.Min(0, dx), Top + MathF.Min(0, dy), Right + MathF.Max(0, dx), Bottom + MathF.Max(0, dy));
}
