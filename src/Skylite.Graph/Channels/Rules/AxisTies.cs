namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of operators that compute along some axes and leave the others alone: reductions, softmax, pooling, resizing, Shape.</summary>
internal static class AxisTies
{
    /// <summary>Points on the chosen axes are fixed, the others pass from the first input to every output; the other inputs are settings.</summary>
    /// <param name="ties">The node.</param>
    /// <param name="axes">Selects the axes.</param>
    /// <param name="reason">Completes the sentence "node N …".</param>
    /// <param name="loud">Whether the outputs are not zero where the input is.</param>
    public static void TieExcept(ChannelTies ties, Predicate<int> axes, string reason, bool loud = false)
    {
        var map = Pass(ties, axes, reason);
        map = loud ? map.Loud() : map;
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

    /// <summary>Clip: zero stays zero where it lies within the limits.</summary>
    public static void TieClip(ChannelTies ties)
    {
        bool Allows(int input, string attribute, int sign)
        {
            if (ties.Node.HasInput(input))
            {
                return ties.ConstantOf(input) is { Count: 1 } limit && limit.Type.IsFloating() && limit.ToSingle()[0] * sign >= 0;
            }

            return ties.Node.Attributes.Float(attribute, 0) * sign >= 0;
        }

        TieExcept(ties, _ => false, string.Empty, loud: !Allows(1, "min", -1) || !Allows(2, "max", 1));
    }

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

        if (ties.Node.OpType == "LpNormalization")
        {
            // A silent channel adds nothing to the norm.
            var along = shape.Axis(ties.Node.Attributes.Int("axis", -1));
            var silent = ties.Map(0).GridOf(along) is { Silent: true, Axes.Length: 1 };
            TieExcept(ties, a => a == along && !silent, "normalises over these channels, which removal would change");
            return;
        }

        var single = ties.State.Graph.Opset >= 13;
        var axis = shape.Axis(ties.Node.Attributes.Int("axis", single ? -1 : 1));
        TieExcept(ties, a => single ? a == axis : a >= axis, "normalises over these channels, which removal would change", loud: true);
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
        if (ties.ShapeOf(0) is not { } from || ties.OutputShape(0) is not { } to || from.Rank != to.Rank)
        {
            ties.PinAll("resizes to an unknown shape");
            return;
        }

        var crops = ties.Node.Attributes.Text("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize";
        TieExcept(
            ties,
            a => crops ? a != 1 || from[a] != to[a] || !KeepsWhole(ties, a, from.Rank) : !to[a].IsKnown || from[a] != to[a],
            "resizes this axis",
            loud: crops && ties.Node.Attributes.Float("extrapolation_value", 0) != 0);
    }

    /// <summary>Shape: lengths that later nodes compute with are fixed; those that only shape other tensors follow by themselves.</summary>
    public static void TieShape(ChannelTies ties)
    {
        var rank = ties.ShapeOf(0)?.Rank ?? 0;
        var start = (int)ties.Node.Attributes.Int("start", 0);
        start = start < 0 ? start + rank : start;
        foreach (var use in ties.Node.Output(0).Uses)
        {
            var read = ReadLengths(ties, use, rank - start);
            ties.Fix(0, a => a >= start && (read is null || read.Contains(a - start)), "hands this length to other computations");
        }

        if (ties.State.Graph.IsOutput(ties.Node.Output(0)))
        {
            ties.Fix(0, a => a >= start, "hands this length to the outside as a graph output");
        }

        ties.Look(0);
    }

    // Whether the region of a cropping Resize is the whole axis.
    private static bool KeepsWhole(ChannelTies ties, int axis, int rank)
    {
        var axes = ties.Node.Attributes.Ints("axes")?.ToList();
        var at = axes is null ? axis : Math.Max(axes.IndexOf(axis), axes.IndexOf(axis - rank));
        return at < 0 || (ties.ConstantOf(1)?.ToSingle() is { } region && region[at] == 0 && region[at + (region.Length / 2)] == 1);
    }

    private static bool IsSum(string opType) => opType is "ReduceSum" or "ReduceL1" or "ReduceL2" or "ReduceSumSquare";

    // Which entries of a shape a consumer computes with; null for all.
    private static int[]? ReadLengths(ChannelTies ties, Use use, int count) => use.Node.OpType switch
    {
        "Reshape" or "Expand" or "ConstantOfShape" when use.Index == use.Node.Inputs.Count - 1 => [],
        "Gather" => use.Node.Input(1).ConstantContents()?.ToInt64().Select(i => (int)(i < 0 ? i + count : i)).ToArray(),
        "Slice" when SliceRange.Read(use.Node) is [var range] => BeginsSizes(ties, use.Node, range) ? [] : range.Indices(count),
        _ => null,
    };

    // The first lengths of a tensor, put in front of new lengths to resize the same tensor, follow its channels by themselves.
    private static bool BeginsSizes(ChannelTies ties, Node slice, SliceRange range) =>
        range is { Start: 0, Step: 1 } && !ties.State.Graph.IsOutput(slice.Output(0)) && slice.Input(0).Producer is { } shape
        && slice.Output(0).Uses.All(u => u is { Index: 0, Node.OpType: "Concat" }
            && u.Node.Output(0).Uses.All(r => r is { Index: 3, Node.OpType: "Resize" } && r.Node.Input(0) == shape.Input(0)));

    // Points that are pinned here go on where the axis keeps its length, so that whatever they meet is pinned for the same reason.
    private static ChannelMap Pass(ChannelTies ties, Predicate<int> axes, string reason)
    {
        var whole = ties.Map(0);
        var map = ties.Without(whole, axes, reason);
        foreach (var grid in whole.Grids.Where(g => g.Axes is [var only] && axes(only)))
        {
            if (ties.OutputShape(0) is { } to && grid.Axes[0] < to.Rank && to[grid.Axes[0]] is { IsKnown: true } length && length.Length == grid.Lengths[0])
            {
                map.Add(grid);
            }
        }

        return map;
    }

    private static void Reduce(ChannelTies ties, int[] axes)
    {
        var map = ties.Map(0);
        if (IsSum(ties.Node.OpType))
        {
            // A channel that is silent adds nothing.
            map = new ChannelMap(map.Grids.Where(g => !(g is { Silent: true, Axes: [var only] } && axes.Contains(only))));
        }

        var reason = "reduces over these channels, which removal would change";
        if (WrittenNormalization.HasMean(ties.Node))
        {
            reason = NormalizationTies.Mixes;
            map = ties.Options.Approximate ? new ChannelMap(map.Grids.Where(g => !(g.Axes is [var only] && axes.Contains(only)))) : map;
        }

        map = ties.Without(map, axes.Contains, reason);
        var keep = ties.Node.Attributes.Int("keepdims", 1) != 0;
        map = ties.Node.OpType.StartsWith("ReduceLog", StringComparison.Ordinal) || ties.Node.OpType.StartsWith("Arg", StringComparison.Ordinal)
            ? map.Loud()
            : map;
        var result = keep ? map : map.Renumber(a => a - axes.Count(r => r < a));
        for (var i = 0; i < ties.Node.Outputs.Count; i++)
        {
            ties.SetMap(i, result);
        }
    }
}
