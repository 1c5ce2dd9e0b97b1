namespace Skylite.Graphs.Channels;

/// <summary>
/// Groups made by the same nodes: what people call a prunable dimension, such as the hidden channels of one block or the channels of a residual stream.
/// Ratios, alignment and minimum shares are given per family.
/// </summary>
/// <param name="Name">Name of the first parameter that makes the channels; unique in the graph.</param>
/// <param name="Groups">The groups, in the order of their channels.</param>
/// <param name="Width">Channels that one group stands for on the axis of that parameter: 1, or more where blocks of channels go together.</param>
/// <param name="Producers">Names of the nodes whose weights make the channels.</param>
public sealed record ChannelFamily(string Name, IReadOnlyList<ChannelGroup> Groups, int Width, IReadOnlyList<string> Producers)
{
    /// <summary>Name and size.</summary>
    public override string ToString() => $"{Name}: {Groups.Count} × {Width}";
}
