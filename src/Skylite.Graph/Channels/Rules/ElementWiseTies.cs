namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of operators that compute every output element from the elements at the same place of their inputs, with broadcasting.</summary>
internal static class ElementWiseTies
{
    private const string Meets = "meets an operand whose length is fixed along these channels";

    /// <summary>Ties the given inputs of the node and lays their points over every output.</summary>
    public static void Tie(ChannelTies ties, int[] inputs)
    {
        var values = inputs.Select(ties.Look).OfType<Value>().ToArray();
        if (Array.Exists(values, v => ties.State.ShapeOf(v) is null))
        {
            ties.PinAll("has inputs of unknown shape");
            return;
        }

        var rank = values.Max(v => ties.State.ShapeOf(v)!.Rank);
        var map = Broadcast(ties, [.. values.Select(v => Operand.Of(ties.State, v, rank))], rank, Silence.Of(ties));
        foreach (var output in ties.Node.Outputs.OfType<Value>())
        {
            ties.State.SetMap(output, map);
        }
    }

    /// <summary>Ties operands and returns the points of the result.</summary>
    public static ChannelMap Broadcast(ChannelTies ties, Operand[] operands, int rank, Silence silence)
    {
        // An axis that is pinned keeps its length, no more: beside points that vary along a second axis it must not pin those as well.
        var split = operands.SelectMany(o => o.Map.Grids).Where(g => g.Axes.Length > 1).SelectMany(g => g.Axes).ToHashSet();
        operands = split.Count == 0
            ? operands
            : Array.ConvertAll(operands, o => o.Without(g => g.Axes is [var only] && split.Contains(only) && ties.State.Points.IsPinned(g)));
        var classOf = Enumerable.Range(0, rank).ToArray();
        foreach (var grid in operands.SelectMany(o => o.Map.Grids))
        {
            Join(classOf, grid.Axes);
        }

        var labelled = operands.SelectMany(o => o.Map.Grids).SelectMany(g => g.Axes).Select(a => classOf[a]).ToHashSet();
        foreach (var operand in operands)
        {
            LayOut(ties, operand, classOf, labelled);
        }

        var map = new ChannelMap();
        foreach (var axes in Enumerable.Range(0, rank).GroupBy(a => classOf[a]))
        {
            if (Union(ties, operands, [.. axes], silence) is { } grid)
            {
                map.Add(grid);
            }
        }

        return map;
    }

    private static void Join(int[] classOf, int[] axes)
    {
        foreach (var axis in axes)
        {
            var (from, to) = (classOf[axis], classOf[axes[0]]);
            for (var i = 0; i < classOf.Length; i++)
            {
                classOf[i] = classOf[i] == from ? to : classOf[i];
            }
        }
    }

    // An initializer takes the layout of what it is combined with: one point per head and position beside a split-up activation, one per axis otherwise.
    private static void LayOut(ChannelTies ties, Operand operand, int[] classOf, HashSet<int> labelled)
    {
        if (operand.Initializer is not { } value)
        {
            return;
        }

        var free = Enumerable.Range(0, classOf.Length)
            .Where(a => operand.Lengths[a] > 1 && operand.Own(a) >= 0 && operand.Map.GridOf(a) is null && operand.IsFree(ties.State, a)).ToArray();
        foreach (var axes in free.GroupBy(a => labelled.Contains(classOf[a]) ? classOf[a] : -1 - a))
        {
            if (ties.State.Create(value, [.. axes.Select(operand.Own)]) is { } grid)
            {
                operand.Map.Add(grid.Renumber(a => operand.Places[a]));
            }
        }
    }

    private static ChannelGrid? Union(ChannelTies ties, Operand[] operands, int[] axes, Silence silence)
    {
        if (!Array.Exists(operands, o => o.Map.Grids.Any(g => axes.Contains(g.Axes[0]))))
        {
            return null;
        }

        bool Fixed(int axis) => Array.Exists(operands, o => o.Lengths[axis] != 1 && o.Map.GridOf(axis) is null);
        var kept = Array.FindAll(axes, a => !Fixed(a));
        if (kept.Length == 0)
        {
            // Everything is pinned; the points still go on, so that whatever they meet is pinned for the same reason.
            kept = axes[..1];
        }

        var lengths = Array.ConvertAll(kept, a => operands.Max(o => o.Lengths[a]));
        int[]? points = null;
        foreach (var whole in operands.SelectMany(o => o.Map.Grids).Where(g => axes.Contains(g.Axes[0])))
        {
            if (Drop(ties, whole, kept) is not { } grid)
            {
                continue;
            }

            var spread = grid.Spread(kept, lengths);
            if (points is not null)
            {
                ties.Tie(points, spread);
            }

            points ??= spread;
        }

        if (points is not null && Fixed(kept[0]))
        {
            ties.PinPoints(points, Meets);
        }

        return points is null ? null : new ChannelGrid(kept, lengths, points, silence.Holds(operands, axes));
    }

    private static ChannelGrid? Drop(ChannelTies ties, ChannelGrid grid, int[] kept)
    {
        var left = grid;
        foreach (var axis in grid.Axes.Where(a => !kept.Contains(a)))
        {
            left = left is null ? null : ties.State.Points.Collapse(left, axis, ties.Because(Meets));
        }

        return left;
    }
}
