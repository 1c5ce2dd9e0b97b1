using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Channels.Rules;

/// <summary>
/// Ties of Einsum: the inputs are laid side by side over all indices of the equation, so that equal letters go together; what is summed over ends there, and
/// the rest passes to the result. Of heads whose channels are summed over, all lose the same positions, or whole heads go
/// (<see cref="ChannelOptions.WholeHeads"/>).
/// </summary>
internal static class EinsumTies
{
    public static void Tie(ChannelTies ties)
    {
        var equation = EinsumEquation.Of(ties.Node);
        var ranks = Enumerable.Range(0, ties.Node.Inputs.Count).Select(i => ties.ShapeOf(i)?.Rank ?? -1).ToArray();
        if (Array.Exists(ranks, r => r < 0) || equation.Count != ranks.Length)
        {
            ties.PinAll("has inputs of unknown shape");
            return;
        }

        var labels = ranks.Select((rank, i) => equation.Labels(i, rank) ?? []).ToArray();
        if (Array.Exists(labels, l => l.Distinct().Count() != l.Length))
        {
            ties.PinAll("takes a diagonal");
            return;
        }

        var free = labels.SelectMany(l => l).Where(l => l < 0).Distinct().Count();
        var result = equation.Result(free);
        int[] order = [.. result, .. labels.SelectMany(l => l).Distinct().Except(result)];
        var operands = labels.Select((own, i) => Side(ties, i, Array.ConvertAll(own, l => Array.IndexOf(order, l)), order.Length)).ToArray();
        var map = ElementWiseTies.Broadcast(ties, operands, order.Length, Silence.Any);
        for (var i = 0; i < operands.Length; i++)
        {
            MarkRoles(ties, ties.Node.Input(i), Array.ConvertAll(labels[i], l => Array.IndexOf(order, l)), result.Length);
        }

        var kept = new ChannelMap();
        foreach (var grid in map.Grids)
        {
            if (Sum(ties, grid, result.Length) is { } left)
            {
                kept.Add(left);
            }
        }

        ties.SetMap(0, kept);
    }

    private static Operand Side(ChannelTies ties, int input, int[] places, int rank)
    {
        var value = ties.Look(input)!;
        var lengths = Enumerable.Repeat(1, rank).ToArray();
        for (var axis = 0; axis < places.Length; axis++)
        {
            lengths[places[axis]] = ties.State.Length(value, axis);
        }

        return Operand.At(ties.State, value, lengths, places);
    }

    private static void MarkRoles(ChannelTies ties, Value value, int[] places, int kept)
    {
        foreach (var grid in ties.State.MapOf(value).Grids)
        {
            ties.Mark(value, grid, Array.Exists(grid.Axes, a => places[a] < kept) ? AxisRole.Weight : AxisRole.Input);
        }
    }

    // What is left of a grid when every index from number `kept` on has been summed over.
    private static ChannelGrid? Sum(ChannelTies ties, ChannelGrid grid, int kept)
    {
        var (passing, summed) = (Array.FindAll(grid.Axes, a => a < kept), Array.FindAll(grid.Axes, a => a >= kept));
        if (summed.Length == 0)
        {
            return grid;
        }

        if (passing.Length > 0 && ties.Options.WholeHeads)
        {
            return Collapse(ties, grid, summed);
        }

        var ending = Collapse(ties, grid, passing);
        if (!ending.Silent)
        {
            ties.PinPoints(ending.Points, "sums over these channels, which are not zero when silent");
        }

        return null;
    }

    private static ChannelGrid Collapse(ChannelTies ties, ChannelGrid grid, int[] axes) =>
        axes.Aggregate(grid, (left, axis) => ties.State.Points.Collapse(left, axis, string.Empty)!);
}
