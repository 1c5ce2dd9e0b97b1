using Skylite.Graphs;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning;

/// <summary>A pruned graph and what was done to get it.</summary>
public sealed record PruneResult
{
    /// <summary>The graph that was pruned; untouched.</summary>
    public required Graph Original { get; init; }

    /// <summary>The graph without the removed channels.</summary>
    public required Graph Graph { get; init; }

    /// <summary>Ids of the removed groups, in the <see cref="ChannelGroups"/> of <see cref="Original"/>.</summary>
    public required IReadOnlyList<int> Removed { get; init; }

    /// <summary>The share of channels that was asked for, or that a budget led to.</summary>
    public required double Ratio { get; init; }

    /// <summary>What happened to each family.</summary>
    public required IReadOnlyList<PrunedFamily> Families { get; init; }

    /// <summary>Channels that could not be removed, with reasons.</summary>
    public required IReadOnlyList<PinnedChannels> Pinned { get; init; }

    /// <summary>Number of groups of each family before the first step, to hand to the next one.</summary>
    public required IReadOnlyDictionary<string, int> OriginalCounts { get; init; }

    /// <summary>The options that the groups were found with.</summary>
    public required ChannelOptions Channels { get; init; }

    /// <summary>Bands of graph inputs that are left, by the input's name and the bands' old numbers; only inputs that lost some.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> BandsLeft { get; init; } = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);

    /// <summary>What <see cref="Graph"/> is fed where the original is fed the given tensors: without the bands that were removed.</summary>
    /// <param name="inputs">One tensor for each input of the original.</param>
    public IReadOnlyList<Tensor> Feed(IReadOnlyList<Tensor> inputs) => BandsLeft.Count == 0
        ? inputs
        : [.. inputs.Select((tensor, i) => BandsLeft.TryGetValue(Original.Inputs[i].Name, out var left)
            ? TensorAxis.Take(tensor, Channels.FreeInputs[Original.Inputs[i].Name], [.. left])
            : tensor)];

    /// <summary>A copy of the original in which the removed groups are zeroed: it must compute the same as <see cref="Graph"/>.</summary>
    public Graph Silenced()
    {
        var silenced = PruningPlan.Prepare(Original);
        ChannelSilencing.Silence(ChannelGroups.Of(silenced, Channels), Removed);
        return silenced;
    }
}
