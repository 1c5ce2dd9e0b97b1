namespace Skylite.Graphs.Channels;

/// <summary>Channel elements that can only be removed together, and the parameter slices that go with them.</summary>
public sealed class ChannelGroup
{
    private readonly List<ParameterSlice> _slices = [];

    internal ChannelGroup(int id) => Id = id;

    /// <summary>Number of the group in <see cref="ChannelGroups.Groups"/>.</summary>
    public int Id { get; }

    /// <summary>Every parameter slice that the group owns.</summary>
    public IReadOnlyList<ParameterSlice> Slices => _slices;

    internal SortedSet<int> Births { get; } = [];

    internal void Add(ParameterSlice slice) => _slices.Add(slice);
}
