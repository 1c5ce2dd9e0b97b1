using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>A quantised graph and what was decided on the way.</summary>
/// <param name="Graph">The graph in QDQ form.</param>
/// <param name="Ranges">The range of each rounded value, by name.</param>
/// <param name="Quantized">The nodes whose weights are integers.</param>
/// <param name="KeptFloat">The Conv, ConvTranspose, Gemm and MatMul nodes that stayed in float.</param>
public sealed record QuantizationResult(
    Graph Graph,
    IReadOnlyDictionary<string, ActivationRange> Ranges,
    IReadOnlyList<string> Quantized,
    IReadOnlyList<string> KeptFloat);
