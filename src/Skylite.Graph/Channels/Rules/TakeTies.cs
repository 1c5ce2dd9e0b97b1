namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of operators that pick slices of an axis by constant indices: Gather, Slice, Split.</summary>
internal static class TakeTies
{
    private const string Single = "picks a single channel";

    /// <summary>Gather along <c>axis</c>: constant indices carry their points, computed ones fix the axis.</summary>
    public static void TieGather(ChannelTies ties)
    {
        ties.Look(1);
        if (ties.ShapeOf(0) is not { } shape || ties.ShapeOf(1) is not { } indexShape)
        {
            ties.Pin(0, "gathers from an unknown shape");
            return;
        }

        var axis = shape.Axis(ties.Node.Attributes.Int("axis", 0));
        var map = ties.Map(0);
        var indices = ties.ConstantOf(1);
        if (indices is null || indices.Rank > 1)
        {
            map = ties.Without(map, a => a == axis, "gathers along this axis by indices that are computed");
            ties.SetMap(0, map.Renumber(a => a < axis ? a : a + indexShape.Rank - 1));
            return;
        }

        var length = ties.State.Length(ties.Node.Input(0), axis);
        int[] picks = [.. indices.ToInt64().Select(i => (int)(i < 0 ? i + length : i))];
        map = Take(ties, map, axis, picks);
        ties.SetMap(0, indices.Rank == 1 ? map : map.Renumber(a => a < axis ? a : a - 1));
    }

    /// <summary>Slice with constant starts, ends, axes and steps.</summary>
    public static void TieSlice(ChannelTies ties)
    {
        for (var i = 1; i < ties.Node.Inputs.Count; i++)
        {
            ties.Look(i);
        }

        if (SliceRange.Read(ties.Node) is not { } ranges)
        {
            ties.Pin(0, "slices where it computes while running");
            return;
        }

        var map = ties.Map(0);
        foreach (var range in ranges.Where(r => map.GridOf(r.Axis) is not null))
        {
            map = Take(ties, map, range.Axis, range.Indices(ties.State.Length(ties.Node.Input(0), range.Axis)));
        }

        ties.SetMap(0, map);
    }

    /// <summary>Split: each output carries its share of the points.</summary>
    public static void TieSplit(ChannelTies ties)
    {
        ties.Look(1);
        if (ties.ShapeOf(0) is not { } shape)
        {
            ties.Pin(0, "splits an unknown shape");
            return;
        }

        var axis = shape.Axis(ties.Node.Attributes.Int("axis", 0));
        var map = ties.Map(0);
        var start = 0;
        for (var i = 0; i < ties.Node.Outputs.Count; i++)
        {
            var length = ties.Node.Outputs[i] is { } output && ties.State.ShapeOf(output) is not null ? ties.State.Length(output, axis) : -1;
            if (length < 0)
            {
                ties.Pin(0, "splits into parts of unknown length");
                return;
            }

            ties.SetMap(i, Take(ties, map, axis, [.. Enumerable.Range(start, length)]));
            start += length;
        }
    }

    // A single slice leaves no axis to remove from: its points stay, unless they lie side by side with others on a second axis.
    private static ChannelMap Take(ChannelTies ties, ChannelMap map, int axis, int[] indices)
    {
        var result = new ChannelMap();
        foreach (var grid in map.Grids)
        {
            if (!grid.Has(axis))
            {
                result.Add(grid);
            }
            else if (indices.Length != 1)
            {
                result.Add(grid.Take(axis, indices));
            }
            else if (grid.Axes.Length > 1)
            {
                result.Add(grid.Take(axis, indices, drop: true));
            }
            else
            {
                ties.State.Points.Pin(grid.Points[indices[0]], ties.Because(Single));
            }
        }

        return result;
    }
}
