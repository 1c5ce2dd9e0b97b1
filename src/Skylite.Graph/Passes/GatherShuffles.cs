using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Passes;

/// <summary>
/// Replaces a channel shuffle written as Reshape, Transpose, Reshape by one Gather of the same order. A Gather can lose any channel,
/// whereas the three nodes keep the tensor a box and so tie channels to each other.
/// </summary>
public sealed class GatherShuffles : IPass
{
    /// <inheritdoc/>
    public string Id => "gather-shuffles";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var changed = 0;
        foreach (var first in graph.Nodes.Where(n => n.OpType == "Reshape").ToArray())
        {
            if (OnlyUser(graph, first) is { OpType: "Transpose" } transpose && OnlyUser(graph, transpose) is { OpType: "Reshape" } second
                && second.Inputs[0] == transpose.Output(0) && Order(first, transpose, second) is var (axis, order))
            {
                Replace(graph, first, second, axis, order);
                changed++;
            }
        }

        if (changed > 0)
        {
            new RemoveDeadNodes().Apply(graph);
        }

        return changed;
    }

    private static Node? OnlyUser(Graph graph, Node node) =>
        node.Output(0) is { Uses.Count: 1 } value && !graph.IsOutput(value) ? value.Uses[0].Node : null;

    private static (int Axis, long[] Order)? Order(Node first, Node transpose, Node second)
    {
        if (first.Input(0).Shape is not { } from || first.Output(0).Shape is not { } split || second.Output(0).Shape is not { } to
            || !Enumerable.Range(0, from.Rank).All(a => to.Rank == from.Rank && (from[a] == to[a] || !from[a].IsKnown))
            || transpose.Attributes.Ints("perm") is not { } perm)
        {
            return null;
        }

        // Exactly one axis is split up, the others stand for themselves, and the order moves only within the split.
        var blocks = AxisBlocks.Match(from, split);
        if (blocks.Where(b => b.IsMatched && b.From.Length == 1 && b.To.Length > 1).ToArray() is not [var parts]
            || blocks.Any(b => b != parts && (b.From.Length != 1 || b.To.Length != 1)))
        {
            return null;
        }

        var (start, count) = (parts.To[0], parts.To.Length);
        if (Enumerable.Range(0, perm.Count).Any(i => i < start || i >= start + count ? perm[i] != i : perm[i] < start || perm[i] >= start + count))
        {
            return null;
        }

        var lengths = Array.ConvertAll(parts.To, a => (int)split[a].Length);
        var grid = new ChannelGrid(parts.To, lengths, [.. Enumerable.Range(0, ChannelGrid.Product(lengths))]);
        int[] axes = [.. Enumerable.Range(start, count).Select(a => (int)perm[a])];
        var order = grid.Spread(axes, [.. axes.Select(a => lengths[a - start])]);
        return (parts.From[0], Array.ConvertAll(order, i => (long)i));
    }

    private static void Replace(Graph graph, Node first, Node second, int axis, long[] order)
    {
        var indices = graph.AddInitializer(graph.FreshName($"{second.Name}.order"), Tensor.Vector(order));
        var result = second.Output(0);
        var shuffled = graph.AddValue(graph.FreshName($"{result.Name}.shuffled"));
        (shuffled.Type, shuffled.Shape) = (result.Type, result.Shape);
        graph.AddNode("Gather", [first.Input(0), indices], [shuffled], $"{second.Name}.shuffle", before: first).Attributes.Set("axis", axis);
        graph.ReplaceUses(result, shuffled);
    }
}
