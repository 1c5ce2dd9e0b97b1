namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of operators that move whole slices along axes: Transpose, Pad, Tile, Expand, depth and space.</summary>
internal static class LayoutTies
{
    /// <summary>Transpose: every axis moves with its points.</summary>
    public static void TieTranspose(ChannelTies ties)
    {
        var rank = ties.ShapeOf(0)?.Rank ?? 0;
        var order = ties.Node.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(a => (long)a)];
        var target = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            target[order[i]] = i;
        }

        ties.SetMap(0, ties.Map(0).Renumber(a => target[a]));
    }

    /// <summary>DepthToSpace: the channels that one output pixel block is made of go together.</summary>
    public static void TieDepthToSpace(ChannelTies ties)
    {
        ties.Fix(0, a => a != 1, "moves channels into this axis");
        var block = (int)ties.Node.Attributes.Int("blocksize", 1);
        if (ties.Points(0, 1) is not { } input)
        {
            return;
        }

        var columnFirst = ties.Node.Attributes.Text("mode", "DCR") == "CRD";
        var output = new int[input.Length / (block * block)];
        for (var c = 0; c < output.Length; c++)
        {
            output[c] = input[columnFirst ? c * block * block : c];
            for (var b = 1; b < block * block; b++)
            {
                ties.TieTogether(output[c], input[columnFirst ? (c * block * block) + b : (b * output.Length) + c]);
            }
        }

        ties.SetOutput(0, 1, output, ties.Map(0).GridOf(1)!.Silent);
    }

    /// <summary>SpaceToDepth: every output channel is made of one input channel.</summary>
    public static void TieSpaceToDepth(ChannelTies ties)
    {
        ties.Fix(0, a => a != 1, "moves this axis into the channels");
        var block = (int)ties.Node.Attributes.Int("blocksize", 1);
        if (ties.Points(0, 1) is { } input)
        {
            ties.SetOutput(0, 1, [.. Enumerable.Range(0, input.Length * block * block).Select(i => input[i % input.Length])], ties.Map(0).GridOf(1)!.Silent);
        }
    }

    /// <summary>Expand: axes that keep their length keep their points.</summary>
    public static void TieExpand(ChannelTies ties)
    {
        ties.Look(1);
        if (ties.ShapeOf(0) is { } from && ties.OutputShape(0) is { } to)
        {
            ties.SetMap(0, ties.Map(0).Renumber(a => a + to.Rank - from.Rank));
        }
        else
        {
            ties.Pin(0, "expands to an unknown shape");
        }
    }

    /// <summary>Tile: the points repeat.</summary>
    public static void TieTile(ChannelTies ties)
    {
        ties.Look(1);
        if (ties.ConstantOf(1)?.ToInt64() is not { } repeats)
        {
            ties.Pin(0, "repeats as often as it computes while running");
            return;
        }

        var map = new ChannelMap();
        foreach (var whole in ties.Map(0).Grids)
        {
            var grid = whole;
            foreach (var axis in whole.Axes)
            {
                var length = grid.Lengths[Array.IndexOf(grid.Axes, axis)];
                grid = grid.Take(axis, [.. Enumerable.Range(0, length * (int)repeats[axis]).Select(i => i % length)]);
            }

            map.Add(grid);
        }

        ties.SetMap(0, map);
    }

    /// <summary>Pad: zeros around an axis are points of their own; any other filling fixes the axis.</summary>
    public static void TiePad(ChannelTies ties)
    {
        for (var i = 1; i < ties.Node.Inputs.Count; i++)
        {
            ties.Look(i);
        }

        var rank = ties.ShapeOf(0)?.Rank ?? 0;
        var pads = ties.ConstantOf(1)?.ToInt64();
        if (pads is null || pads.Length != 2 * rank || ties.Node.HasInput(3))
        {
            ties.Pin(0, "pads as much as it computes while running");
            return;
        }

        var constant = ties.Node.Attributes.Text("mode", "constant") == "constant";
        bool Padded(int axis) => pads[axis] != 0 || pads[axis + rank] != 0;
        var map = ties.Without(ties.Map(0), a => Padded(a) && (!constant || pads[a] < 0 || pads[a + rank] < 0), "pads this axis");
        ties.SetMap(0, new ChannelMap(map.Grids.Select(g => g.Axes.Any(a => Padded(a)) ? PadGrid(ties, g, pads, rank) : g)));
    }

    private static ChannelGrid PadGrid(ChannelTies ties, ChannelGrid grid, long[] pads, int rank)
    {
        foreach (var axis in grid.Axes.Skip(1).ToArray())
        {
            grid = ties.State.Points.Collapse(grid, grid.Axes[0] == axis ? grid.Axes[1] : axis, string.Empty)!;
        }

        var only = grid.Axes[0];
        return ChannelGrid.Of(
            only, [.. ties.State.Pad((int)pads[only]), .. grid.Points, .. ties.State.Pad((int)pads[only + rank])], grid.Silent && !ties.Node.HasInput(2));
    }
}
