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

    /// <summary>A copy with the slices at the given indices set to zero.</summary>
    /// <exception cref="IndexOutOfRangeException">An index lies outside the axis.</exception>
    public static Tensor Zero(Tensor tensor, int axis, IEnumerable<int> indices)
    {
        var (outer, length, inner) = Strides(tensor, axis);
        var bytes = tensor.Bytes.ToArray();
        foreach (var index in indices)
        {
            for (var o = 0; o < outer; o++)
            {
                bytes.AsSpan(((o * length) + index) * inner, inner).Clear();
            }
        }

        return new Tensor(tensor.Type, tensor.Dimensions, bytes);
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
