namespace Skylite.Graphs.Channels;

/// <summary>Takes or zeroes slices of a tensor along an axis, for elements of any type.</summary>
public static class TensorAxis
{
    /// <summary>The slices at the given indices, in the given order.</summary>
    /// <exception cref="IndexOutOfRangeException">An index lies outside the axis.</exception>
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
            (last, dimensions[axis]) = kept[axis] is { } indices ? (axis, indices.Length) : (last, dimensions[axis]);
        }

        if (last < 0)
        {
            return tensor;
        }

        var bytes = new byte[checked(Shape.Of(dimensions).ElementCount * tensor.Type.Size())];
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
        var count = kept[axis]?.Length ?? length;
        for (var i = 0; i < count; i++)
        {
            var index = kept[axis] is { } indices ? indices[i] : i;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)length, nameof(kept));
            if (axis < last)
            {
                Copy(tensor, kept, last, axis + 1, from + (index * step), step, bytes, ref to);
            }
            else
            {
                tensor.Bytes.Span.Slice(from + (index * step), step).CopyTo(bytes.AsSpan(to));
                to += step;
            }
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
