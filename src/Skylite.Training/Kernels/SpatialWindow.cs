using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>Strides, dilations and padding of a convolution or pooling node, as libtorch wants them.</summary>
internal sealed class SpatialWindow
{
    private readonly string _autoPad;
    private readonly bool _ceil;
    private readonly long[] _begin;
    private readonly long[] _end;

    public SpatialWindow(NodeContext node, IReadOnlyList<long> kernel)
    {
        var rank = kernel.Count;
        Kernel = [.. kernel];
        Strides = [.. node.Attributes.Ints("strides") ?? Enumerable.Repeat(1L, rank)];
        Dilations = [.. node.Attributes.Ints("dilations") ?? Enumerable.Repeat(1L, rank)];
        _ceil = node.Attributes.Int("ceil_mode", 0) != 0;
        _autoPad = node.Attributes.Text("auto_pad", "NOTSET");
        var pads = _autoPad == "NOTSET" ? node.Attributes.Ints("pads") : null;
        _begin = [.. pads?.Take(rank) ?? new long[rank]];
        _end = [.. pads?.Skip(rank) ?? new long[rank]];
        if (Kernel.Length is < 1 or > 3 || Strides.Length != rank || Dilations.Length != rank || _begin.Length != rank || _end.Length != rank)
        {
            throw node.Refuse("its window has an impossible number of axes.");
        }
    }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    public int Rank => Kernel.Length;

    /// <summary>Whether the padding depends on the size of the input.</summary>
    public bool DependsOnInput => _autoPad is "SAME_UPPER" or "SAME_LOWER";

    /// <summary>Padding before and after each spatial axis for an input of the given shape.</summary>
    public (long[] Begin, long[] End) Padding(ReadOnlySpan<long> inputShape)
    {
        if (!DependsOnInput)
        {
            return (_begin, _end);
        }

        var begin = new long[Rank];
        var end = new long[Rank];
        for (var i = 0; i < Rank; i++)
        {
            var size = inputShape[i + 2];
            var outputs = (size + Strides[i] - 1) / Strides[i];
            var total = Math.Max(0, ((outputs - 1) * Strides[i]) + Reach(i) - size);
            begin[i] = _autoPad == "SAME_UPPER" ? total / 2 : total - (total / 2);
            end[i] = total - begin[i];
        }

        return (begin, end);
    }

    /// <summary>How much must stand after the padding (or be cut off, where negative) for exactly the windows that ONNX counts, without rounding up.</summary>
    public long[] Surplus(ReadOnlySpan<long> inputShape, long[] begin, long[] end)
    {
        var surplus = new long[Rank];
        for (var i = 0; i < Rank; i++)
        {
            var padded = inputShape[i + 2] + begin[i] + end[i];
            var positions = ((padded - Reach(i) + (_ceil ? Strides[i] - 1 : 0)) / Strides[i]) + 1;
            positions -= _ceil && (positions - 1) * Strides[i] >= inputShape[i + 2] + begin[i] ? 1 : 0;
            surplus[i] = Math.Max(0, ((positions - 1) * Strides[i]) + Reach(i) - padded);
        }

        return surplus;
    }

    /// <summary>Whether libtorch's pooling takes the padding itself: known, symmetric, and at most half a window.</summary>
    public bool IsFixedAndSmall(out long[] padding)
    {
        padding = _begin;
        return !DependsOnInput && IsSymmetric(_begin, _end) && _begin.Zip(Kernel).All(p => 2 * p.First <= p.Second);
    }

    /// <summary>Whether the padding is the same before and after, so that libtorch's operators take it themselves.</summary>
    public static bool IsSymmetric(long[] begin, long[] end) => begin.AsSpan().SequenceEqual(end);

    /// <summary>Pads the spatial axes with a constant; negative padding cuts off.</summary>
    public static TorchTensor Pad(TorchTensor input, long[] begin, long[] end, double value)
    {
        var pads = new long[2 * begin.Length];
        for (var i = 0; i < begin.Length; i++)
        {
            pads[2 * i] = begin[^(i + 1)];
            pads[(2 * i) + 1] = end[^(i + 1)];
        }

        return Aten.ConstantPad(input, pads, value);
    }

    private long Reach(int axis) => ((Kernel[axis] - 1) * Dilations[axis]) + 1;
}
