namespace Skylite.Compression.Quantization;

/// <summary>How <see cref="CrossLayerEqualization"/> works.</summary>
public sealed record CrossLayerEqualizationOptions
{
    /// <summary>Sweeps over all pairs at most; chains of layers settle after a few.</summary>
    public int MaximumSweeps { get; init; } = 20;

    /// <summary>Sweeping ends when no factor is farther from 1 than this.</summary>
    public float Tolerance { get; init; } = 1e-3f;

    /// <summary>
    /// A Clip (ReLU6) is replaced by Relu, so that its layer can be scaled, if at most
    /// this share of its outputs lies at the upper bound on the calibration data.
    /// 0 replaces only what never clips; it needs an activation source.
    /// </summary>
    public double MaximumClippedShare { get; init; } = 1e-3;
}
