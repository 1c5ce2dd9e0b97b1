namespace Skylite.Compression.Quantization;

/// <summary>The span of values that an activation's quantiser must represent.</summary>
/// <param name="Min">Lower end.</param>
/// <param name="Max">Upper end, not below <paramref name="Min"/>.</param>
public readonly record struct ActivationRange(float Min, float Max)
{
    /// <summary>The smallest range that holds both.</summary>
    /// <param name="other">The other range.</param>
    public ActivationRange Union(ActivationRange other) => new(MathF.Min(Min, other.Min), MathF.Max(Max, other.Max));

    /// <summary>The part that lies within bounds, as a clipping activation imposes them.</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    public ActivationRange Within(float low, float high) => new(Math.Clamp(Min, low, high), Math.Clamp(Max, low, high));
}
