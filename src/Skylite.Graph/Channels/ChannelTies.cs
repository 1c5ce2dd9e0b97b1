namespace Skylite.Graphs.Channels;

/// <summary>What a channel rule sees of one node, and the ties and pins it declares.</summary>
public sealed class ChannelTies
{
    private readonly List<string> _pins = [];

    /// <summary>Why channels of this node are pinned.</summary>
    public IReadOnlyList<string> Pins => _pins;

    /// <summary>Declares that no channel reaching this node can be removed.</summary>
    public void PinAll(string reason) => _pins.Add(reason);
}
