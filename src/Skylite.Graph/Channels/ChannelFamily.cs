namespace Skylite.Graphs.Channels;

/// <summary>
/// Channel groups made by the same nodes: what people call a prunable dimension, such as the hidden channels of one block or the channels of a residual stream.
/// Ratios, alignment and minimum shares are given per family.
/// </summary>
/// <param name="Name">
/// Name of the first parameter that makes the channels, with a number where several families begin at the same one; unique in the graph.
/// </param>
/// <param name="Groups">Ids of the groups, in the order of their channels.</param>
/// <param name="Axes">Every parameter axis that the groups lie along, producers before consumers.</param>
/// <param name="Producers">Names of the nodes whose weights make the channels.</param>
public sealed record ChannelFamily(string Name, IReadOnlyList<int> Groups, IReadOnlyList<FamilyAxis> Axes, IReadOnlyList<string> Producers)
{
    /// <summary>Channels that one group stands for on the axis that makes them: 1, or more where blocks of channels go together.</summary>
    public int Width { get; } = Math.Max(1, First(Axes).Indices.Length / Groups.Count);

    /// <summary>Name and size.</summary>
    public override string ToString() => $"{Name}: {Groups.Count} × {Width}";

    internal static FamilyAxis First(IReadOnlyList<FamilyAxis> axes) => axes.FirstOrDefault(a => a.Role == AxisRole.Weight) ?? axes[0];
}
