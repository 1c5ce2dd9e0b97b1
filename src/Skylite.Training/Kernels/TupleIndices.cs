using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>Index tuples of GatherND and ScatterND, turned into numbers of slices.</summary>
internal static class TupleIndices
{
    /// <summary>The number of each tuple's slice among those that the indexed axes span; negative indices count from the end.</summary>
    /// <param name="indices">[…, depth].</param>
    /// <param name="lengths">The indexed axes.</param>
    public static TorchTensor Linear(TorchTensor indices, ReadOnlySpan<long> lengths)
    {
        var strides = new long[lengths.Length];
        for (long i = lengths.Length - 1, stride = 1; i >= 0; i--)
        {
            (strides[i], stride) = (stride, stride * lengths[(int)i]);
        }

        using var wide = Aten.To(indices, ScalarType.Int64);
        using var sizes = TorchTensor.From(lengths, lengths.Length);
        using var positive = Aten.Remainder(wide, sizes);
        using var steps = TorchTensor.From<long>(strides, strides.Length);
        using var parts = Aten.Mul(positive, steps);
        return Aten.Sum(parts, [-1L]);
    }

    /// <summary>The product of lengths.</summary>
    public static long Product(ReadOnlySpan<long> lengths)
    {
        long product = 1;
        foreach (var length in lengths)
        {
            product *= length;
        }

        return product;
    }
}
