using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Skylite.Graphs.Channels;

/// <summary>Takes or zeroes slices of a tensor along an axis, for elements of any type.</summary>
public static class TensorAxis
{
    /// <summary>The slices at the given indices, in the given order.</summary>
    /// <exception cref="IndexOutOfRangeException">An index lies outside the axis.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tensor Take(Tensor tensor, int axis, ReadOnlySpan<int> indices)
    {
        var (outer, length, inner) = Strides(tensor, axis);
        var source = tensor.Bytes.Span;
        var bytes = new byte[(long)outer * indices.Length * inner];
        var to = 0;
        for (var o = 0; o < outer; o++)
        {
            foreach (var index in indices)
            {
                source.Slice(((o * length) + index) * inner, inner).CopyTo(bytes.AsSpan(to));
                to += inner;
            }
        }

        var dimensions = tensor.Dimensions.ToArray();
        dimensions[axis] = indices.Length;
        return new Tensor(tensor.Type, dimensions, bytes);
    }

    /// <summary>Takes slices along several axes at once.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="kept">For every axis, the indices to take in order, or <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its axis.</exception>
    public static Tensor Take(Tensor tensor, IReadOnlyList<int[]?> kept)
    {
        var dimensions = tensor.Dimensions.ToArray();
        var last = -1;
        for (var axis = 0; axis < dimensions.Length; axis++)
        {
            if (kept[axis] is { } indices)
            {
                RequireInside(indices, dimensions[axis]);
                (last, dimensions[axis]) = (axis, indices.Length);
            }
        }

        if (last < 0)
        {
            return tensor;
        }

        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)(Shape.Of(dimensions).ElementCount * tensor.Type.Size())));
        var to = 0;
        Copy(tensor, kept, last, axis: 0, from: 0, tensor.Bytes.Length, bytes, ref to);
        return new Tensor(tensor.Type, dimensions, bytes);
    }

    /// <summary>A copy with the slices at the given indices set to zero.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="indices">Indices along the axis.</param>
    /// <param name="zero">A tensor of the same type and shape that stands for zero, as zero points do; all-zero bytes when it is left out.</param>
    /// <exception cref="IndexOutOfRangeException">An index lies outside the axis.</exception>
    public static Tensor Zero(Tensor tensor, int axis, IEnumerable<int> indices, Tensor? zero = null)
    {
        var (outer, length, inner) = Strides(tensor, axis);
        var bytes = tensor.Bytes.ToArray();
        foreach (var index in indices)
        {
            for (var o = 0; o < outer; o++)
            {
                var slice = bytes.AsSpan(((o * length) + index) * inner, inner);
                if (zero is null)
                {
                    slice.Clear();
                }
                else
                {
                    zero.Bytes.Span.Slice(((o * length) + index) * inner, inner).CopyTo(slice);
                }
            }
        }

        return new Tensor(tensor.Type, tensor.Dimensions, bytes);
    }

    // Copies what stays of the block of some bytes at an offset, which is one index of every axis before the given one.
    private static void Copy(Tensor tensor, IReadOnlyList<int[]?> kept, int last, int axis, int from, int size, byte[] bytes, ref int to)
    {
        var length = (int)tensor.Dimensions[axis];
        var step = length == 0 ? 0 : size / length;
        if (axis == last)
        {
            var indices = kept[axis]!;
            Gather(tensor.Bytes.Span.Slice(from, size), indices, step, bytes.AsSpan(to, indices.Length * step));
            to += indices.Length * step;
            return;
        }

        var count = kept[axis]?.Length ?? length;
        for (var i = 0; i < count; i++)
        {
            Copy(tensor, kept, last, axis + 1, from + ((kept[axis]?[i] ?? i) * step), step, bytes, ref to);
        }
    }

    // Elements of 32 bits, the commonest by far where the last axis loses channels, go one by one without slicing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<byte> source, int[] indices, int step, Span<byte> target)
    {
        if (step == sizeof(int))
        {
            var from = MemoryMarshal.Cast<byte, int>(source);
            var to = MemoryMarshal.Cast<byte, int>(target);
            for (var i = 0; i < indices.Length; i++)
            {
                to[i] = from[indices[i]];
            }

            return;
        }

        for (var i = 0; i < indices.Length; i++)
        {
            source.Slice(indices[i] * step, step).CopyTo(target[(i * step)..]);
        }
    }

    private static void RequireInside(int[] indices, long length)
    {
        foreach (var index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)length, nameof(indices));
        }
    }

    // Tensors past 2 GiB do not fit a span; ONNX initializers of that size do not occur in vision networks.
    private static (int Outer, int Length, int InnerBytes) Strides(Tensor tensor, int axis)
    {
        long outer = 1, inner = tensor.Type.Size();
        for (var i = 0; i < tensor.Rank; i++)
        {
            (outer, inner) = i < axis ? (outer * tensor.Dimensions[i], inner) : i > axis ? (outer, inner * tensor.Dimensions[i]) : (outer, inner);
        }

        return (checked((int)outer), checked((int)tensor.Dimensions[axis]), checked((int)inner));
    }
}
