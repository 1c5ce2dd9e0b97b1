namespace Skylite.Compression.Quantization;

/// <summary>How <see cref="PostTrainingQuantization"/> works.</summary>
public sealed record PostTrainingQuantizationOptions
{
    /// <summary>Calibration, granularity, nodes kept in float.</summary>
    public StaticQuantizationOptions Static { get; init; } = new();

    /// <summary>Calibrations of which the one with the best signal to noise ratio is kept; empty takes that of <see cref="Static"/>.</summary>
    public IReadOnlyList<ICalibration> Calibrations { get; init; } = [];

    /// <summary>Whether layers are equalised first; null tries both ways and keeps the one with the better signal to noise ratio.</summary>
    public bool? Equalize { get; init; }

    /// <summary>
    /// Whether what is computed alike of two dates is rounded and corrected alike; null tries both
    /// ways, where there is such, and keeps the one with the better signal to noise ratio.
    /// </summary>
    public bool? DatesAlike { get; init; }

    /// <summary>Which ReLU6 may become Relu when layers are equalised.</summary>
    public CrossLayerEqualizationOptions Equalization { get; init; } = new();

    /// <summary>Whether biases are corrected afterwards.</summary>
    public bool CorrectBias { get; init; } = true;

    /// <summary>
    /// Signal to noise ratio of the outputs in decibels below which the most sensitive layers go back to float, one after the other; null never falls back.
    /// </summary>
    public double? MinimumSqnr { get; init; }

    /// <summary>How many layers may go back to float.</summary>
    public int MaximumFallbacks { get; init; } = 3;
}
