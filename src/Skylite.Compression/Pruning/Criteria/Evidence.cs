using Skylite.Graphs;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>What a criterion may know besides the weights, which the channel groups name themselves.</summary>
public sealed record Evidence
{
    /// <summary>No gradients, seed 0: enough for criteria that look at weights alone.</summary>
    public static Evidence None { get; } = new();

    /// <summary>Gradients of the loss by initializer name, one tensor of the initializer's shape for each batch.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Tensor>> Gradients { get; init; } = new Dictionary<string, IReadOnlyList<Tensor>>(StringComparer.Ordinal);

    /// <summary>Seed of criteria that use chance.</summary>
    public int Seed { get; init; }
}
