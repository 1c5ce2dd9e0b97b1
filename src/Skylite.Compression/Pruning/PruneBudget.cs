using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>What a pruning must come down to.</summary>
/// <param name="Measure">
/// What is to be reduced, such as parameters, multiply-accumulate operations, bytes or milliseconds; must not grow when channels go.
/// </param>
/// <param name="Limit">What it may be at most.</param>
public sealed record PruneBudget(Func<Graph, double> Measure, PruneLimit Limit);
