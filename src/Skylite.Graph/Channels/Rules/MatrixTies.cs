namespace Skylite.Graphs.Channels.Rules;

/// <summary>
/// Ties of matrix products: the two axes that are summed over go together, the others pass to the result.
/// Where channels were split into heads, all heads lose the same positions, or whole heads go (<see cref="ChannelOptions.WholeHeads"/>).
/// </summary>
internal static class MatrixTies
{
    /// <summary>MatMul: [… , M, K] × [… , K, N].</summary>
    public static void TieMatMul(ChannelTies ties)
    {
        if (ties.ShapeOf(0) is not { Rank: >= 2 } left || ties.ShapeOf(1) is not { Rank: >= 2 } right)
        {
            ties.PinAll("multiplies by a vector or by something of unknown shape");
            return;
        }

        ties.SetMap(0, Product(ties, new Axes(left.Rank - 2, left.Rank - 1), new Axes(right.Rank - 1, right.Rank - 2)));
    }

    /// <summary>Gemm: A [M, K] (or transposed) × B [K, N] (or transposed) + C.</summary>
    public static void TieGemm(ChannelTies ties)
    {
        if (ties.ShapeOf(0) is not { Rank: 2 } || ties.ShapeOf(1) is not { Rank: 2 } || (ties.Node.HasInput(2) && ties.ShapeOf(2) is null))
        {
            ties.PinAll("has inputs of unknown shape");
            return;
        }

        var left = ties.Node.Attributes.Int("transA", 0) != 0 ? new Axes(1, 0) : new Axes(0, 1);
        var right = ties.Node.Attributes.Int("transB", 0) != 0 ? new Axes(0, 1) : new Axes(1, 0);
        var map = Product(ties, left, right);
        if (ties.Look(2) is { } bias)
        {
            var lengths = new[] { ties.State.Length(ties.Node.Input(0), left.Kept), ties.State.Length(ties.Node.Input(1), right.Kept) };
            map = ElementWiseTies.Broadcast(ties, [new Operand(lengths, map), Operand.Of(ties.State, bias, 2)], 2, Silence.All);
            if (ties.State.MapOf(bias).GridOf(ties.State.ShapeOf(bias)!.Rank - 1) is { } grid)
            {
                ties.Mark(bias, grid, AxisRole.Bias);
            }
        }

        ties.SetMap(0, map);
    }

    private static ChannelMap Product(ChannelTies ties, Axes left, Axes right)
    {
        var rank = Math.Max(ties.ShapeOf(0)!.Rank, ties.ShapeOf(1)!.Rank);
        var (leftMap, rightMap) = (ties.Map(0), ties.Map(1));
        MarkRoles(ties, 0, leftMap, left);
        MarkRoles(ties, 1, rightMap, right);
        var (leftGrid, rightGrid) = (Summed(ties, leftMap, left), Summed(ties, rightMap, right));
        var flowing = (Left: (ChannelGrid?)null, Right: (ChannelGrid?)null);
        if (ties.Options.WholeHeads && leftGrid is { Axes.Length: > 1 } && rightGrid is { Axes.Length: > 1 })
        {
            flowing = (ties.State.Points.Collapse(leftGrid, left.Summed, string.Empty), ties.State.Points.Collapse(rightGrid, right.Summed, string.Empty));
        }
        else
        {
            ties.Tie(Positions(ties, leftGrid, left), Positions(ties, rightGrid, right));
        }

        return ElementWiseTies.Broadcast(
            ties,
            [
                Side(ties, 0, leftMap, left, flowing.Left, rank, rank - 2),
                Side(ties, 1, rightMap, right, flowing.Right, rank, rank - 1),
            ],
            rank,
            Silence.Any);
    }

    private static void MarkRoles(ChannelTies ties, int input, ChannelMap map, Axes axes)
    {
        if (map.GridOf(axes.Summed) is { } summed)
        {
            ties.Mark(ties.Node.Input(input), summed, AxisRole.Input);
        }

        if (map.GridOf(axes.Kept) is { } kept)
        {
            ties.Mark(ties.Node.Input(input), kept, AxisRole.Weight);
        }
    }

    private static ChannelGrid? Summed(ChannelTies ties, ChannelMap map, Axes axes) =>
        map.GridOf(axes.Summed) is not { } grid ? null
            : grid.Has(axes.Kept) ? ties.State.Points.Collapse(grid, axes.Kept, string.Empty)
            : grid;

    private static int[]? Positions(ChannelTies ties, ChannelGrid? grid, Axes axes)
    {
        while (grid is { Axes.Length: > 1 })
        {
            grid = ties.State.Points.Collapse(grid, grid.Axes.First(a => a != axes.Summed), string.Empty);
        }

        return grid?.Points;
    }

    // What one factor hands on to the result: its batch axes and the axis that is not summed over.
    private static Operand Side(ChannelTies ties, int input, ChannelMap map, Axes axes, ChannelGrid? flowing, int rank, int keptTo)
    {
        var value = ties.Node.Input(input);
        var own = ties.State.ShapeOf(value)!.Rank;
        int To(int axis) => axis == axes.Kept ? keptTo : axis + rank - own;
        var lengths = Enumerable.Repeat(1, rank).ToArray();
        for (var axis = 0; axis < own; axis++)
        {
            if (axis != axes.Summed)
            {
                lengths[To(axis)] = ties.State.Length(value, axis);
            }
        }

        var grids = map.Grids.Where(g => !g.Has(axes.Summed)).ToList();
        if (flowing is not null)
        {
            grids.Add(flowing);
        }

        return new Operand(lengths, new ChannelMap(grids).Renumber(To));
    }

    /// <summary>The axis of a factor that the result keeps, and the one that is summed over.</summary>
    private readonly record struct Axes(int Kept, int Summed);
}
