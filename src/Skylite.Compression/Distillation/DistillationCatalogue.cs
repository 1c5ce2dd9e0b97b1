using Skylite.Graphs;

namespace Skylite.Compression.Distillation;

/// <summary>Every way to learn from a teacher, by its public name.</summary>
public static class DistillationCatalogue
{
    /// <summary>The ways that a user can name, with default settings.</summary>
    public static IReadOnlyList<IDistillation> All { get; } = [new SoftTarget(), new ChannelWise(), new AttentionTransfer()];

    /// <summary>Finds one or several joined by <c>+</c>.</summary>
    /// <param name="ids">Such as <c>soft-target+attention-transfer</c>.</param>
    /// <param name="values">The values that attention transfer compares; empty lets it choose.</param>
    /// <exception cref="ArgumentException">There is no such way; the message names the nearest. Or values are named that nothing compares.</exception>
    public static IReadOnlyList<IDistillation> Named(string ids, IReadOnlyList<ValuePair>? values = null)
    {
        IDistillation[] kinds = [.. ids.Split('+', StringSplitOptions.TrimEntries)
            .Select(id => Find(id) is AttentionTransfer attention ? attention with { Values = values ?? [] } : Find(id))];
        return values is { Count: > 0 } && !kinds.Any(k => k is AttentionTransfer)
            ? throw new ArgumentException($"Values are named to compare, but {ids} compares logits alone. Add +attention-transfer, or leave the values out.")
            : kinds;
    }

    private static IDistillation Find(string id) => NearestNames.Find("distillation", id, All, k => k.Id);
}
