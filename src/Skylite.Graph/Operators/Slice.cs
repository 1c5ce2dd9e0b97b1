using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Cuts a range out of some axes: X, starts, ends, axes (default: the first ones), steps (default 1).</summary>
internal sealed class Slice : IOperator, IFoldable
{
    public string OpType => "Slice";

    public Arity Arity => new(3, 5);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x)
        {
            context.SetOutput(null);
            return;
        }

        var axes = context.IntegersOf(3);
        var (starts, ends, steps) = (context.ElementsOf(1), context.ElementsOf(2), context.IntegersOf(4));
        var result = x.ToArray();
        if (context.Node.HasInput(3) && axes is null)
        {
            context.SetOutput(new Shape(new Dimension[x.Rank]));
            return;
        }

        var count = starts?.Count ?? axes?.Length ?? x.Rank;
        if ((ends?.Count ?? count) != count || (axes?.Length ?? count) != count || (steps?.Length ?? count) != count || count > x.Rank)
        {
            throw context.Error("starts, ends, axes and steps must be of equal length.");
        }

        for (var i = 0; i < count; i++)
        {
            var axis = x.Axis(axes?[i] ?? i);
            var step = context.Node.HasInput(4) ? steps?[i] : 1;
            result[axis] = Length(x[axis], starts?[i].Number, ends is null ? SymbolicInteger.Unknown : ends[i], step);
        }

        context.SetOutput(new Shape(result));
    }

    public void TieChannels(ChannelTies ties) => TakeTies.TieSlice(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var (x, starts, ends) = (inputs[0]!, inputs[1]!.ToInt64(), inputs[2]!.ToInt64());
        var axes = inputs.ElementAtOrDefault(3)?.ToInt64();
        var steps = inputs.ElementAtOrDefault(4)?.ToInt64();
        var (dimensions, strides) = (x.Dimensions.ToArray(), StridedCopy.Strides(x.Dimensions));
        long offset = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = x.Shape.Axis(axes?[i] ?? i);
            var (start, count) = Range(x.Dimensions[axis], starts[i], ends[i], steps?[i] ?? 1);
            offset += start * strides[axis];
            dimensions[axis] = count;
            strides[axis] *= steps?[i] ?? 1;
        }

        return [StridedCopy.Copy(x, dimensions.Contains(0) ? 0 : offset, dimensions, strides)];
    }

    /// <summary>First index and number of indices of a range, by the standard's rules for negative and overlong limits.</summary>
    public static (long Start, long Count) Range(long length, long start, long end, long step)
    {
        if (step == 0)
        {
            throw new InvalidDataException("a step of 0 selects nothing.");
        }

        // limits may be the extremes of 64 bits, so they are clamped before anything is added to them
        var first = start < 0 ? Math.Max(start, -length - 1) + length : Math.Min(start, length);
        var last = end < 0 ? Math.Max(end, -length - 1) + length : Math.Min(end, length);
        (first, last) = step > 0
            ? (Math.Clamp(first, 0, length), Math.Clamp(last, 0, length))
            : (Math.Clamp(first, -1, length - 1), Math.Clamp(last, -1, length - 1));
        var span = step > 0 ? last - first : first - last;
        var stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        return (first, span <= 0 ? 0 : ((span - 1) / stride) + 1);
    }

    private static Dimension Length(Dimension length, long? start, SymbolicInteger end, long? step)
    {
        if (start is not { } first || step is not { } stride)
        {
            return Dimension.Unknown;
        }

        if (length.IsKnown && end.Number is { } last)
        {
            return Range(length.Length, first, last, stride).Count;
        }

        var whole = end.Number >= int.MaxValue || (end.Number is null && end == SymbolicInteger.Of(length) && end != SymbolicInteger.Unknown);
        return first == 0 && stride == 1 && whole ? length : Dimension.Unknown;
    }
}
