using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>A value that is rounded to 8 bits on its way to its consumers.</summary>
/// <param name="Value">The value.</param>
/// <param name="Group">Points of the same group share scale and zero point.</param>
/// <param name="Consumers">The nodes that take the rounded value; null if all do.</param>
public sealed record QuantizationPoint(Value Value, int Group, IReadOnlySet<Node>? Consumers);
