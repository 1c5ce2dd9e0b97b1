using Skylite.Imagery.Synthetic.Rendering;

namespace Skylite.Imagery.Synthetic.Footprints;

/// <summary>Another region with a natural, uneven edge: shores, patches, woods.</summary>
/// <param name="inner">The even region.</param>
/// <param name="amplitude">How far the edge strays, metres.</param>
/// <param name="size">The size of bays and tongues, metres.</param>
/// <param name="seed">Seed of the edge; equal seeds give parallel edges.</param>
public sealed class Ragged(IFootprint inner, float amplitude, float size, uint seed) : IFootprint
{
    /// <inheritdoc/>
    public Bounds Bounds => inner.Bounds.Grown(amplitude);

    /// <inheritdoc/>
    public float HalfThickness => inner.HalfThickness;

    /// <inheritdoc/>
    public float Distance(float x, float y)
    {
        var distance = inner.Distance(x, y);
        return MathF.Abs(distance) > 3 * amplitude ? distance : distance + (amplitude * Noise.Fractal(x / size, y / size, 3, seed));
    }
}
