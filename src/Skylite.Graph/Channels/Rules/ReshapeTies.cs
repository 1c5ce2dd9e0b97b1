namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of operators that lay the same elements out under other axes: Reshape, Flatten, Squeeze, Unsqueeze.</summary>
internal static class ReshapeTies
{
    /// <summary>Carries every point to where its element goes, by matching blocks of axes with equal products.</summary>
    public static void Tie(ChannelTies ties)
    {
        for (var i = 1; i < ties.Node.Inputs.Count; i++)
        {
            ties.Look(i);
        }

        if (ties.ShapeOf(0) is not { } from || ties.OutputShape(0) is not { } to)
        {
            ties.Pin(0, "reshapes to an unknown shape");
            return;
        }

        var blocks = AxisBlocks.Match(from, to);
        if (ties.Node.OpType == "Reshape" && ties.ConstantOf(1) is null && !CanWriteTarget(ties.Node))
        {
            ties.Pin(0, "computes its target shape while running");
            return;
        }

        var map = new ChannelMap();
        foreach (var group in Entangled(ties.Map(0), blocks))
        {
            if (group.Length > 1)
            {
                Array.ForEach(group, g => ties.PinPoints(g.Points, "merges axes whose channels are independent"));
            }
            else if (Carry(ties, group[0], blocks, from, to) is { } grid)
            {
                map.Add(grid);
            }
        }

        ties.SetMap(0, map);
    }

    private static bool CanWriteTarget(Node node) =>
        node.Input(0).Shape is { } from && node.Output(0).Shape is { } to && ReshapeTarget.Write(from, to) is not null;

    // Grids that share a block of axes come out merged.
    private static IEnumerable<ChannelGrid[]> Entangled(ChannelMap map, IReadOnlyList<AxisBlock> blocks)
    {
        var groups = new List<List<ChannelGrid>>();
        foreach (var grid in map.Grids)
        {
            bool Shares(ChannelGrid other) => blocks.Any(b => b.From.Any(grid.Has) && b.From.Any(other.Has));
            var touched = groups.Where(g => g.Exists(Shares)).ToArray();
            List<ChannelGrid> merged = [grid, .. touched.SelectMany(g => g)];
            groups.RemoveAll(g => touched.Contains(g));
            groups.Add(merged);
        }

        return groups.Select(g => g.ToArray());
    }

    private static ChannelGrid? Carry(ChannelTies ties, ChannelGrid grid, IReadOnlyList<AxisBlock> blocks, Shape from, Shape to)
    {
        var touched = blocks.Where(b => b.From.Any(grid.Has)).ToArray();
        if (Array.Exists(touched, b => !b.IsMatched))
        {
            ties.PinPoints(grid.Points, "merges these channels with axes of unknown length");
            return null;
        }

        foreach (var block in touched.Where(b => b.From.Length > 1 || b.To.Length > 1))
        {
            grid = Merge(grid, block, from);
        }

        // Every block is now one pseudo-axis, numbered by the block's first source axis: split it into the target axes.
        var axes = new List<int>();
        var lengths = new List<int>();
        foreach (var axis in grid.Axes)
        {
            foreach (var target in touched.First(b => b.From.Contains(axis)).To.Where(t => to[t].Length != 1))
            {
                axes.Add(target);
                lengths.Add((int)to[target].Length);
            }
        }

        return DropConstantAxes(ties, new ChannelGrid([.. axes], [.. lengths], grid.Points, grid.Silent));
    }

    // Replaces the axes of a block by one pseudo-axis that runs over all of the block's elements.
    private static ChannelGrid Merge(ChannelGrid grid, AxisBlock block, Shape from)
    {
        var outside = grid.Axes.Where(a => !block.From.Contains(a)).ToArray();
        var inside = Array.FindAll(block.From, a => from[a].Length != 1 || grid.Has(a));
        int[] axes = [.. outside, .. inside];
        var lengths = Array.ConvertAll(axes, a => (int)from[a].Length);
        foreach (var axis in outside)
        {
            lengths[Array.IndexOf(axes, axis)] = grid.Lengths[Array.IndexOf(grid.Axes, axis)];
        }

        var points = grid.Spread(axes, lengths);
        return new ChannelGrid(
            [.. outside, block.From[0]],
            [.. lengths[..outside.Length], ChannelGrid.Product(lengths.AsSpan(outside.Length))],
            points,
            grid.Silent);
    }

    private static ChannelGrid DropConstantAxes(ChannelTies ties, ChannelGrid grid)
    {
        foreach (var axis in grid.Axes.OrderBy(a => grid.Lengths[Array.IndexOf(grid.Axes, a)]).ToArray())
        {
            if (grid.Axes.Length > 1 && ties.State.Points.IsConstantAlong(grid, axis))
            {
                grid = grid.Take(axis, [0], drop: true);
            }
        }

        return grid;
    }
}
