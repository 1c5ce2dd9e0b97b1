namespace Skylite.Graphs.Channels;

/// <summary>Union–find over all points of a graph, with the reason why a set is pinned.</summary>
internal sealed class PointSet
{
    private readonly Dictionary<int, string> _pins = [];
    private int[] _parents = new int[1024];

    public int Count { get; private set; }

    /// <summary>Makes new points, each alone in its set, and returns them.</summary>
    public int[] Add(int count)
    {
        var points = new int[count];
        if (Count + count > _parents.Length)
        {
            Array.Resize(ref _parents, Math.Max(_parents.Length * 2, Count + count));
        }

        for (var i = 0; i < count; i++)
        {
            points[i] = _parents[Count] = Count;
            Count++;
        }

        return points;
    }

    public int Find(int point)
    {
        while (_parents[point] != point)
        {
            point = _parents[point] = _parents[_parents[point]];
        }

        return point;
    }

    // The older point becomes the root: it is nearer to the graph's input, which makes pin reasons stable.
    public void Union(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        if (a == b)
        {
            return;
        }

        var (root, child) = a < b ? (a, b) : (b, a);
        _parents[child] = root;
        if (_pins.Remove(child, out var reason))
        {
            _pins.TryAdd(root, reason);
        }
    }

    public void Pin(int point, string reason) => _pins.TryAdd(Find(point), reason);

    public void Pin(ReadOnlySpan<int> points, string reason)
    {
        foreach (var point in points)
        {
            Pin(point, reason);
        }
    }

    /// <summary>Why the set of the point is pinned, or <see langword="null"/>.</summary>
    public string? Reason(int point) => _pins.GetValueOrDefault(Find(point));

    /// <summary>Whether all points of a grid are pinned.</summary>
    public bool IsPinned(ChannelGrid grid) => Array.TrueForAll(grid.Points, p => _pins.ContainsKey(Find(p)));

    /// <summary>Whether the layout is the same all along one of its axes.</summary>
    public bool IsConstantAlong(ChannelGrid grid, int axis)
    {
        var stride = grid.Stride(axis);
        var length = grid.Lengths[Array.IndexOf(grid.Axes, axis)];
        for (var i = 0; i < grid.Points.Length; i++)
        {
            if (i / stride % length != 0 && Find(grid.Points[i]) != Find(grid.Points[i - stride]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Ties all points along an axis, after which the axis keeps its length. The last axis of a grid pins its points instead.</summary>
    public ChannelGrid? Collapse(ChannelGrid grid, int axis, string reason)
    {
        if (grid.Axes.Length == 1)
        {
            Pin(grid.Points, reason);
            return null;
        }

        var stride = grid.Stride(axis);
        var length = grid.Lengths[Array.IndexOf(grid.Axes, axis)];
        for (var i = 0; i < grid.Points.Length; i++)
        {
            if (i / stride % length != 0)
            {
                Union(grid.Points[i], grid.Points[i - stride]);
            }
        }

        return grid.Take(axis, [0], drop: true);
    }
}
