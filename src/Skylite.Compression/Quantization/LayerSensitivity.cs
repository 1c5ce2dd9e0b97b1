namespace Skylite.Compression.Quantization;

/// <summary>What rounding one layer alone does to the outputs.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Sqnr">Signal to quantisation noise ratio of the graph's outputs in decibels; infinite if nothing changed.</param>
public sealed record LayerSensitivity(string Node, double Sqnr);
