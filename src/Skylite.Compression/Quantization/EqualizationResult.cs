using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>An equalised graph and what was done to it.</summary>
/// <param name="Graph">The graph; it computes the same up to float noise, and up to the clipped shares where a Clip was replaced.</param>
/// <param name="Pairs">The pairs of nodes between which scale was moved.</param>
/// <param name="ReplacedClips">The Clip nodes that became Relu.</param>
public sealed record EqualizationResult(Graph Graph, IReadOnlyList<(string First, string Second)> Pairs, IReadOnlyList<string> ReplacedClips);
