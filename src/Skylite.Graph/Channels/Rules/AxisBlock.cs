namespace Skylite.Graphs.Channels.Rules;

/// <summary>Neighbouring axes before and after a Reshape that hold the same elements.</summary>
/// <param name="From">Axes of the input, ascending.</param>
/// <param name="To">Axes of the output, ascending.</param>
/// <param name="IsMatched">Whether the lengths are known, so that elements can be followed through the block.</param>
internal sealed record AxisBlock(int[] From, int[] To, bool IsMatched);
