using System.Runtime.InteropServices;

namespace Skylite.Graphs.Operators;

/// <summary>Copies the elements of a tensor in another order, for any element type.</summary>
internal static class StridedCopy
{
    /// <summary>The strides, in elements, of a row-major tensor.</summary>
    public static long[] Strides(ReadOnlySpan<long> dimensions)
    {
        var strides = new long[dimensions.Length];
        long stride = 1;
        for (var i = dimensions.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= dimensions[i];
        }

        return strides;
    }

    /// <summary>A tensor whose element at index (i, j, …) is the source's element number offset + i·strides[0] + j·strides[1] + ….</summary>
    public static Tensor Copy(Tensor source, long offset, long[] dimensions, long[] strides)
    {
        var size = source.Type.Size();
        var bytes = new byte[checked(Shape.Of(dimensions).ElementCount * size)];
        var from = source.Bytes.Span;
        switch (size)
        {
            case 1:
                Copy(from, bytes.AsSpan(), offset, dimensions, strides);
                break;
            case 2:
                Copy(MemoryMarshal.Cast<byte, ushort>(from), MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()), offset, dimensions, strides);
                break;
            case 4:
                Copy(MemoryMarshal.Cast<byte, uint>(from), MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()), offset, dimensions, strides);
                break;
            case 8:
                Copy(MemoryMarshal.Cast<byte, ulong>(from), MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()), offset, dimensions, strides);
                break;
            default:
                Copy(MemoryMarshal.Cast<byte, UInt128>(from), MemoryMarshal.Cast<byte, UInt128>(bytes.AsSpan()), offset, dimensions, strides);
                break;
        }

        return new Tensor(source.Type, dimensions, bytes);
    }

    /// <summary>The tensor with its axes in another order.</summary>
    public static Tensor Transpose(Tensor source, IReadOnlyList<int> order)
    {
        var strides = Strides(source.Dimensions);
        var dimensions = source.Dimensions.ToArray();
        return Copy(source, 0, [.. order.Select(a => dimensions[a])], [.. order.Select(a => strides[a])]);
    }

    /// <summary>The tensor stretched to a shape that it broadcasts to.</summary>
    public static Tensor Expand(Tensor source, ReadOnlySpan<long> dimensions)
    {
        var own = Strides(source.Dimensions);
        var strides = new long[dimensions.Length];
        var lead = dimensions.Length - source.Rank;
        for (var i = lead; i < dimensions.Length; i++)
        {
            strides[i] = source.Dimensions[i - lead] == 1 ? 0 : own[i - lead];
        }

        return Copy(source, 0, dimensions.ToArray(), strides);
    }

    private static void Copy<T>(ReadOnlySpan<T> from, Span<T> to, long offset, long[] dimensions, long[] strides)
    {
        var index = new long[dimensions.Length];
        var at = offset;
        for (var done = 0; done < to.Length; done++)
        {
            to[done] = from[(int)at];
            for (var axis = dimensions.Length - 1; axis >= 0; axis--)
            {
                at += strides[axis];
                if (++index[axis] < dimensions[axis])
                {
                    break;
                }

                at -= strides[axis] * dimensions[axis];
                index[axis] = 0;
            }
        }
    }
}
