using Skylite.Compression.Pruning.Allocation;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning;

/// <summary>How channels are chosen and how many go.</summary>
public sealed record PruneOptions
{
    /// <summary>Chooses the channels of a family.</summary>
    public ICriterion Criterion { get; init; } = new L1Norm();

    /// <summary>Shares the ratio out among families.</summary>
    public IAllocation Allocation { get; init; } = new UniformAllocation();

    /// <summary>How much to remove and what to leave.</summary>
    public AllocationOptions Amount { get; init; } = new();

    /// <summary>What may be removed at all.</summary>
    public ChannelOptions Channels { get; init; } = ChannelOptions.Default;

    /// <summary>
    /// Number of groups of each family before the first step of an iterative pruning, from
    /// <see cref="PruneResult.OriginalCounts"/>; families not named count as they are now.
    /// </summary>
    public IReadOnlyDictionary<string, int> OriginalCounts { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
