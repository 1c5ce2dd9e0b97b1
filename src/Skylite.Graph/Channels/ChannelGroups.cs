namespace Skylite.Graphs.Channels;

/// <summary>
/// The channels of a graph: which live or die together, which parameter slices go with them, and which cannot be removed and why.
/// Found by tying single channel elements with union–find, operator by operator; time and memory grow with the number of channel elements.
/// </summary>
public sealed class ChannelGroups
{
    private readonly IReadOnlyDictionary<Value, ChannelAxis[]> _axes;

    internal ChannelGroups(
        Graph graph, int count, IReadOnlyList<ChannelFamily> families, IReadOnlyList<PinnedChannels> pinned, IReadOnlyDictionary<Value, ChannelAxis[]> axes)
    {
        (Graph, Count, Families, Pinned, _axes) = (graph, count, families, pinned, axes);
        Exclusive = [.. Distinct(axes.Values.SelectMany(a => a), count)];
    }

    /// <summary>The graph that the groups belong to.</summary>
    public Graph Graph { get; }

    /// <summary>Number of groups that can be removed; their ids run from 0.</summary>
    public int Count { get; }

    /// <summary>The groups by what makes them: each belongs to one family.</summary>
    public IReadOnlyList<ChannelFamily> Families { get; }

    /// <summary>Channels that cannot be removed.</summary>
    public IReadOnlyList<PinnedChannels> Pinned { get; }

    /// <summary>Sets of group ids of which at least one must stay, because together they are all that some axis has.</summary>
    public IReadOnlyList<int[]> Exclusive { get; }

    /// <summary>Finds the groups of a graph whose shapes have been inferred.</summary>
    /// <exception cref="InvalidDataException">Channel counts of a node's inputs contradict each other; the message names the node.</exception>
    public static ChannelGroups Of(Graph graph, ChannelOptions? options = null) => new ChannelAnalysis(graph, options ?? ChannelOptions.Default).Run();

    /// <summary>The bands of a graph input that are left when some groups are removed, by their old numbers; <see langword="null"/> when all are.</summary>
    /// <param name="input">A graph input whose bands were freed by <see cref="ChannelOptions.FreeInputs"/>.</param>
    /// <param name="removed">Ids of the groups.</param>
    public IReadOnlyList<int>? BandsLeft(Value input, IEnumerable<int> removed)
    {
        var gone = removed.ToHashSet();
        return AxesOf(input).FirstOrDefault(a => Array.Exists(a.Groups, gone.Contains)) is { } axis
            ? [.. Enumerable.Range(0, axis.Groups.Length).Where(i => !gone.Contains(axis.Groups[i]))]
            : null;
    }

    /// <summary>Axes of a value along which channels lie; empty when none can be removed.</summary>
    internal IReadOnlyList<ChannelAxis> AxesOf(Value value) => _axes.TryGetValue(value, out var axes) ? axes : [];

    /// <summary>The group of every index along one axis of a value, −1 where it stays; <see langword="null"/> when the axis keeps its length.</summary>
    internal int[]? GroupsAlong(Value value, int axis) => AxesOf(value).FirstOrDefault(a => a.Axis == axis)?.Groups;

    internal IEnumerable<(Value Value, ChannelAxis[] Axes)> AllAxes() => _axes.Select(e => (e.Key, e.Value));

    private static IEnumerable<int[]> Distinct(IEnumerable<ChannelAxis> axes, int count)
    {
        var seen = new HashSet<int[]>(new SameIds());
        var mark = new int[count];
        var turn = 0;
        foreach (var axis in axes.DistinctBy(a => a.Groups).Where(a => Array.IndexOf(a.Groups, -1) < 0))
        {
            turn++;
            var ids = new List<int>(axis.Groups.Length);
            foreach (var group in axis.Groups)
            {
                if (mark[group] != turn)
                {
                    mark[group] = turn;
                    ids.Add(group);
                }
            }

            ids.Sort();
            int[] set = [.. ids];
            if (seen.Add(set))
            {
                yield return set;
            }
        }
    }

    private sealed class SameIds : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] ids) => HashCode.Combine(ids.Length, ids[0], ids[^1], ids[ids.Length / 2]);
    }
}
