using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>A quantised graph and how it came about.</summary>
/// <param name="Graph">The graph in QDQ form.</param>
/// <param name="Sqnr">Signal to quantisation noise ratio of its outputs on the calibration data, in decibels.</param>
/// <param name="Calibration">How the ranges of activations were found.</param>
/// <param name="Equalized">Whether layers were equalised.</param>
/// <param name="DatesAlike">Whether what is computed alike of two dates was rounded and corrected alike.</param>
/// <param name="Quantized">The nodes whose weights are integers.</param>
/// <param name="KeptFloat">The Conv, ConvTranspose, Gemm and MatMul nodes that stayed in float, fallbacks among them.</param>
public sealed record PostTrainingQuantizationResult(
    Graph Graph,
    double Sqnr,
    ICalibration Calibration,
    bool Equalized,
    bool DatesAlike,
    IReadOnlyList<string> Quantized,
    IReadOnlyList<string> KeptFloat);
