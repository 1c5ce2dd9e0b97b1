namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of Concat.</summary>
internal static class ConcatTies
{
    /// <summary>Index i of an input goes to its offset plus i; all inputs share the points of the other axes.</summary>
    public static void Tie(ChannelTies ties)
    {
        var count = ties.Node.Inputs.Count;
        if (Enumerable.Range(0, count).Any(i => ties.ShapeOf(i) is null))
        {
            ties.PinAll("joins inputs of unknown shape");
            return;
        }

        var rank = ties.ShapeOf(0)!.Rank;
        var axis = ties.ShapeOf(0)!.Axis(ties.Node.Attributes.Int("axis", 0));
        var maps = Enumerable.Range(0, count).Select(ties.Map).ToArray();
        var lengths = Enumerable.Range(0, count).Select(i => ties.State.Length(ties.Node.Input(i), axis)).ToArray();
        var along = maps.Select(m => m.GridOf(axis)).ToArray();
        if (Array.Exists(lengths, l => l < 0))
        {
            Array.ForEach(along, g => ties.PinPoints(g?.Points, "joins parts of unknown length"));
            along = new ChannelGrid?[count];
        }

        // What lies across the joint, broadcast as element-wise operators do.
        var across = ElementWiseTies.Broadcast(ties, [.. maps.Select((m, i) => Across(ties, i, m, axis, rank))], rank, Silence.All);
        if (Array.Exists(along, g => g is not null) && Join(ties, along, lengths, axis) is { } joined)
        {
            var kept = across.Grids.Where(g => !g.Axes.Any(joined.Has)).ToArray();
            foreach (var grid in across.Grids.Except(kept))
            {
                ties.PinPoints(grid.Points, "joins parts whose other channels are split up differently");
            }

            across = new ChannelMap([.. kept, joined]);
        }

        ties.SetMap(0, across);
    }

    private static Operand Across(ChannelTies ties, int input, ChannelMap map, int axis, int rank)
    {
        var lengths = new int[rank];
        for (var a = 0; a < rank; a++)
        {
            lengths[a] = a == axis ? 1 : ties.State.Length(ties.Node.Input(input), a);
        }

        // A grid that runs along the joint as well is dealt with there; here its other axes must not count as fixed.
        var grids = map.Grids.Where(g => !g.Has(axis)).ToArray();
        foreach (var shared in map.Grids.Where(g => g.Has(axis)))
        {
            foreach (var other in shared.Axes.Where(a => a != axis))
            {
                lengths[other] = 1;
            }
        }

        return new Operand(lengths, new ChannelMap(grids));
    }

    private static ChannelGrid Join(ChannelTies ties, ChannelGrid?[] parts, int[] lengths, int axis)
    {
        var others = parts.SelectMany(p => p?.Axes ?? []).Where(a => a != axis).Distinct().Order().ToArray();
        int[] axes = [axis, .. others];
        var inner = ChannelGrid.Product([.. others.Select(a => ties.State.Length(ties.Node.Input(0), a))]);
        var joined = new int[lengths.Sum() * inner];
        var to = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i] ?? ChannelGrid.Of(axis, Fixed(ties, lengths[i], i));
            int[] shape = [lengths[i], .. others.Select(a => ties.State.Length(ties.Node.Input(i), a))];
            var spread = part.Spread(axes, shape);
            spread.CopyTo(joined, to);
            to += spread.Length;
        }

        return new ChannelGrid(
            axes, [lengths.Sum(), .. others.Select(a => ties.State.Length(ties.Node.Input(0), a))], joined, parts.All(p => p?.Silent ?? true));
    }

    private static int[] Fixed(ChannelTies ties, int length, int input)
    {
        var points = ties.State.Pad(length);
        ties.State.Points.Pin(points, ties.Because($"joins '{ties.Node.Input(input).Name}', whose length is fixed"));
        return points;
    }
}
