using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Allocation;

/// <summary>A family with the scores of its groups.</summary>
/// <param name="Family">The family.</param>
/// <param name="Scores">One score for each group, higher for what is needed more.</param>
/// <param name="IsComparable">Whether scores can be compared with those of other families as they are.</param>
/// <param name="Original">Number of groups before any pruning, which ratios refer to; at least the present number.</param>
public sealed record ScoredFamily(ChannelFamily Family, IReadOnlyList<double> Scores, bool IsComparable, int Original)
{
    /// <summary>Number of groups now.</summary>
    public int Count => Scores.Count;
}
