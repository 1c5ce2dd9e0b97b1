namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of operators that compute along some axes and leave the others alone: reductions, softmax, pooling, resizing, Shape.</summary>
internal static class AxisTies
{
    /// <summary>Points on the chosen axes are fixed, the others pass from the first input to every output; the other inputs are settings.</summary>
    public static void TieExcept(ChannelTies ties, Predicate<int> axes, string reason)
    {
        var map = ties.Without(ties.Map(0), axes, reason);
        for (var i = 0; i < ties.Node.Outputs.Count; i++)
        {
            ties.SetMap(i, map);
        }

        for (var i = 1; i < ties.Node.Inputs.Count; i++)
        {
            ties.Look(i);
        }
    }

    /// <summary>Points pass unchanged from the first input to the first output; the other inputs are settings.</summary>
    public static void TieIdentity(ChannelTies ties) => TieExcept(ties, _ => false, string.Empty);

    /// <summary>Pooling with a window over the axes after the channels.</summary>
    public static void TiePool(ChannelTies ties) => TieExcept(ties, a => a > 1, "pools over this axis");

    /// <summary>Softmax, LogSoftmax, Hardmax.</summary>
    public static void TieSoftmax(ChannelTies ties)
    {
        if (ties.ShapeOf(0) is not { } shape)
        {
            ties.PinAll("has an input of unknown shape");
            return;
        }

        var single = ties.State.Graph.Opset >= 13;
        var axis = shape.Axis(ties.Node.Attributes.Int("axis", single ? -1 : 1));
        TieExcept(ties, a => single ? a == axis : a >= axis, "normalises over these channels, which removal would change");
    }

    /// <summary>Operators that compute along one axis given by the attribute <c>axis</c>, whose default is the last.</summary>
    public static void TieAlong(ChannelTies ties, long otherwise, string reason)
    {
        if (ties.ShapeOf(0) is not { } shape)
        {
            ties.PinAll("has an input of unknown shape");
            return;
        }

        var axis = shape.Axis(ties.Node.Attributes.Int("axis", otherwise));
        TieExcept(ties, a => a == axis, reason);
    }

    /// <summary>Reductions, with their axes as an attribute or as a second input.</summary>
    public static void TieReduce(ChannelTies ties)
    {
        ties.Look(1);
        var rank = ties.ShapeOf(0)?.Rank;
        var given = ties.Node.HasInput(1) ? ties.ConstantOf(1)?.ToInt64() : ties.Node.Attributes.Ints("axes")?.ToArray() ?? [];
        if (rank is null || given is null)
        {
            ties.PinAll("reduces axes that it computes while running");
            return;
        }

        var all = given.Length == 0 && ties.Node.Attributes.Int("noop_with_empty_axes", 0) == 0;
        Reduce(ties, all ? [.. Enumerable.Range(0, rank.Value)] : [.. given.Select(a => ties.ShapeOf(0)!.Axis(a))]);
    }

    /// <summary>ArgMax and ArgMin.</summary>
    public static void TieArg(ChannelTies ties)
    {
        if (ties.ShapeOf(0) is { } shape)
        {
            Reduce(ties, [shape.Axis(ties.Node.Attributes.Int("axis", 0))]);
        }
    }

    /// <summary>MeanVarianceNormalization: the axes of the mean are fixed.</summary>
    public static void TieMeanVariance(ChannelTies ties)
    {
        var axes = ties.Node.Attributes.Ints("axes") ?? [0, 2, 3];
        var rank = ties.ShapeOf(0)?.Rank ?? 0;
        TieExcept(ties, a => axes.Contains(a) || axes.Contains(a - rank), "computes its mean over these channels, which removal would change");
    }

    /// <summary>Resize and Upsample: axes that keep their length keep their points.</summary>
    public static void TieResize(ChannelTies ties)
    {
        if (ties.ShapeOf(0) is not { } from || ties.Node.Output(0).Shape is not { } to || from.Rank != to.Rank)
        {
            ties.PinAll("resizes to an unknown shape");
            return;
        }

        TieExcept(ties, a => !to[a].IsKnown || from[a] != to[a], "resizes this axis");
    }

    /// <summary>Shape: lengths that later nodes compute with are fixed; those that only shape other tensors follow by themselves.</summary>
    public static void TieShape(ChannelTies ties)
    {
        var rank = ties.ShapeOf(0)?.Rank ?? 0;
        var start = (int)ties.Node.Attributes.Int("start", 0);
        start = start < 0 ? start + rank : start;
        foreach (var use in ties.Node.Output(0).Uses)
        {
            var read = ReadLengths(use, rank - start);
            ties.Fix(0, a => a >= start && (read is null || read.Contains(a - start)), "hands this length to other computations");
        }

        ties.Look(0);
    }

    // Which entries of a shape a consumer computes with; null for all.
    private static int[]? ReadLengths(Use use, int count) => use.Node.OpType switch
    {
        "Reshape" or "Expand" or "ConstantOfShape" when use.Index == use.Node.Inputs.Count - 1 => [],
        "Gather" => use.Node.Input(1).ConstantContents()?.ToInt64().Select(i => (int)(i < 0 ? i + count : i)).ToArray(),
        "Slice" => SliceRange.Read(use.Node) is [var range] ? range.Indices(count) : null,
        _ => null,
    };

    private static void Reduce(ChannelTies ties, int[] axes)
    {
        var map = ties.Without(ties.Map(0), axes.Contains, "reduces over these channels, which removal would change");
        var keep = ties.Node.Attributes.Int("keepdims", 1) != 0;
        var result = keep ? map : map.Renumber(a => a - axes.Count(r => r < a));
        for (var i = 0; i < ties.Node.Outputs.Count; i++)
        {
            ties.SetMap(i, result);
        }
    }
}
