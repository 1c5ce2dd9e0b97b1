using System.Runtime.CompilerServices;

namespace Skylite.Graphs.Channels;

/// <summary>Union–find over all points of a graph, with the reason why a set is pinned.</summary>
internal sealed class PointSet
{
    private readonly List<string> _reasons = [];
    private int[] _parents = new int[1024];
    private int[] _pins = new int[1024];

    public int Count { get; private set; }

    /// <summary>Makes new points, each alone in its set, and returns them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int[] Add(int count)
    {
        var points = new int[count];
        if (Count + count > _parents.Length)
        {
            var length = Math.Max(_parents.Length * 2, Count + count);
            Array.Resize(ref _parents, length);
            Array.Resize(ref _pins, length);
        }

        for (var i = 0; i < count; i++)
        {
            points[i] = _parents[Count] = Count;
            Count++;
        }

        return points;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(int point)
    {
        var parents = _parents;
        while (parents[point] != point)
        {
            point = parents[point] = parents[parents[point]];
        }

        return point;
    }

    // The older point becomes the root: it is nearer to the graph's input, which makes pin reasons stable.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Union(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        if (a == b)
        {
            return;
        }

        var (root, child) = a < b ? (a, b) : (b, a);
        _parents[child] = root;
        if (_pins[root] == 0)
        {
            _pins[root] = _pins[child];
        }
    }

    public void Pin(int point, string reason) => Pin([point], reason);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pin(ReadOnlySpan<int> points, string reason)
    {
        var number = 0;
        foreach (var point in points)
        {
            ref var pin = ref _pins[Find(point)];
            if (pin == 0)
            {
                pin = number = number > 0 ? number : Note(reason);
            }
        }
    }

    /// <summary>Why the set of the point is pinned, or <see langword="null"/>.</summary>
    public string? Reason(int point) => _pins[Find(point)] is > 0 and var number ? _reasons[number - 1] : null;

    /// <summary>Whether all points of a grid are pinned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsPinned(ChannelGrid grid)
    {
        foreach (var point in grid.Points)
        {
            if (_pins[Find(point)] == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether all of the points are in one set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsOne(ReadOnlySpan<int> points)
    {
        var root = Find(points[0]);
        foreach (var point in points)
        {
            if (Find(point) != root)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the layout is the same all along one of its axes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    // Reasons by number, from 1 on: sets are pinned and joined too often to look them up.
    private int Note(string reason)
    {
        _reasons.Add(reason);
        return _reasons.Count;
    }
}
