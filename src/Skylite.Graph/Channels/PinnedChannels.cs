namespace Skylite.Graphs.Channels;

/// <summary>Channels made by one parameter that cannot be removed.</summary>
/// <param name="Name">The parameter that makes the channels.</param>
/// <param name="Count">How many of its channels are pinned.</param>
/// <param name="Reason">Why, naming the node or the graph output.</param>
public sealed record PinnedChannels(string Name, int Count, string Reason);
