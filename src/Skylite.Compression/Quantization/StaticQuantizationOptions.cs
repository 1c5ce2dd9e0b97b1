namespace Skylite.Compression.Quantization;

/// <summary>How <see cref="StaticQuantization"/> works.</summary>
public sealed record StaticQuantizationOptions
{
    /// <summary>How activation ranges are chosen.</summary>
    public ICalibration Calibration { get; init; } = new MinMaxCalibration();

    /// <summary>One weight scale for each output channel instead of one for each tensor.</summary>
    public bool PerChannel { get; init; } = true;

    /// <summary>
    /// Weights within ±63 instead of ±127, so that pairs of products cannot saturate on processors without 8-bit dot products (AVX2, AVX-512 without VNNI).
    /// Costs half a bit to one bit of weight precision.
    /// </summary>
    public bool ReducedRange { get; init; }

    /// <summary>
    /// Whether what is computed alike of two dates has the same scales, so that pixels that did not change
    /// stay equal. Where the dates differ in light, ranges that hold both are coarser for each.
    /// </summary>
    public bool DatesAlike { get; init; }

    /// <summary>Names of nodes that stay in float.</summary>
    public IReadOnlyList<string> KeepFloat { get; init; } = [];
}
