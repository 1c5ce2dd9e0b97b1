namespace Skylite.Graphs.Channels;

/// <summary>
/// The channels of a graph: which live or die together, which parameter slices go with them, and which cannot be removed and why.
/// Found by tying single channel elements with union–find, operator by operator; time and memory grow with the number of channel elements.
/// </summary>
public sealed class ChannelGroups
{
    private readonly IReadOnlyDictionary<Value, ChannelAxis[]> _axes;

    internal ChannelGroups(
        Graph graph, IReadOnlyList<ChannelGroup> groups, IReadOnlyList<ChannelFamily> families, IReadOnlyList<PinnedChannels> pinned, IReadOnlyDictionary<Value, ChannelAxis[]> axes)
    {
        (Graph, Groups, Families, Pinned, _axes) = (graph, groups, families, pinned, axes);
        Exclusive = [.. Distinct(axes.Values.SelectMany(a => a))];
    }

    /// <summary>The graph that the groups belong to.</summary>
    public Graph Graph { get; }

    /// <summary>All groups that can be removed, by <see cref="ChannelGroup.Id"/>.</summary>
    public IReadOnlyList<ChannelGroup> Groups { get; }

    /// <summary>The same groups by what makes them.</summary>
    public IReadOnlyList<ChannelFamily> Families { get; }

    /// <summary>Channels that cannot be removed.</summary>
    public IReadOnlyList<PinnedChannels> Pinned { get; }

    /// <summary>Sets of group ids of which at least one must stay, because together they are all that some axis has.</summary>
    public IReadOnlyList<int[]> Exclusive { get; }

    /// <summary>Finds the groups of a graph whose shapes have been inferred.</summary>
    /// <exception cref="InvalidDataException">Channel counts of a node's inputs contradict each other; the message names the node.</exception>
    public static ChannelGroups Of(Graph graph, ChannelOptions? options = null) => new ChannelAnalysis(graph, options ?? ChannelOptions.Default).Run();

    /// <summary>Axes of a value along which channels lie; empty when none can be removed.</summary>
    internal IReadOnlyList<ChannelAxis> AxesOf(Value value) => _axes.TryGetValue(value, out var axes) ? axes : [];

    /// <summary>The group of every index along one axis of a value, −1 where it stays; <see langword="null"/> when the axis keeps its length.</summary>
    internal int[]? GroupsAlong(Value value, int axis) => AxesOf(value).FirstOrDefault(a => a.Axis == axis)?.Groups;

    internal IEnumerable<(Value Value, ChannelAxis Axis)> AllAxes() => _axes.SelectMany(e => e.Value.Select(a => (e.Key, a)));

    private static IEnumerable<int[]> Distinct(IEnumerable<ChannelAxis> axes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var axis in axes.Where(a => Array.IndexOf(a.Groups, -1) < 0).DistinctBy(a => a.Groups))
        {
            var ids = axis.Groups.Distinct().Order().ToArray();
            if (seen.Add(string.Join(',', ids)))
            {
                yield return ids;
            }
        }
    }
}
