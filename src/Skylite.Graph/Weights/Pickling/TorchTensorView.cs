namespace Skylite.Graphs.Weights.Pickling;

/// <summary>A tensor of a PyTorch file: a strided window on a storage.</summary>
/// <param name="Storage">The memory.</param>
/// <param name="Offset">First element within the storage.</param>
/// <param name="Lengths">Axis lengths.</param>
/// <param name="Strides">Elements between neighbours, for each axis.</param>
internal sealed record TorchTensorView(TorchStorage Storage, long Offset, long[] Lengths, long[] Strides)
{
    /// <summary>What <c>torch._utils._rebuild_tensor_v2</c> describes; <see langword="null"/> when the arguments do not fit.</summary>
    public static TorchTensorView? Construct(object?[] arguments) =>
        arguments is [TorchStorage storage, long offset, object?[] size, object?[] stride, ..]
        && ToLengths(size) is { } lengths
        && ToLengths(stride) is { } strides
        && lengths.Length == strides.Length
        && offset >= 0
            ? new TorchTensorView(storage, offset, lengths, strides)
            : null;

    /// <summary>Number of elements.</summary>
    /// <exception cref="OverflowException">The number does not fit 64 bits.</exception>
    public long Count => Shape.Of(Lengths).ElementCount;

    /// <summary>Whether the elements lie in row-major order without gaps.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (var axis = Lengths.Length - 1; axis >= 0; axis--)
            {
                if (Lengths[axis] != 1 && Strides[axis] != expected)
                {
                    return false;
                }

                expected *= Lengths[axis];
            }

            return true;
        }
    }

    /// <summary>Makes the tensor from the storage's bytes; contiguous ones share them.</summary>
    public Tensor Materialise(ReadOnlyMemory<byte> storage)
    {
        var size = Storage.Type.Size();
        var count = Count;
        if (count == 0)
        {
            return new Tensor(Storage.Type, Lengths, ReadOnlyMemory<byte>.Empty);
        }

        if (IsContiguous)
        {
            return new Tensor(Storage.Type, Lengths, storage.Slice(checked((int)(Offset * size)), checked((int)(count * size))));
        }

        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)(count * size)));
        Gather(storage.Span, bytes, size);
        return new Tensor(Storage.Type, Lengths, bytes);
    }

    /// <summary>Index of the last element that the view touches; −1 when it has none.</summary>
    /// <exception cref="OverflowException">The index does not fit 64 bits.</exception>
    public long LastElement()
    {
        if (Array.IndexOf(Lengths, 0) >= 0)
        {
            return -1;
        }

        var last = Offset;
        for (var axis = 0; axis < Lengths.Length; axis++)
        {
            last = checked(last + ((Lengths[axis] - 1) * Strides[axis]));
        }

        return last;
    }

    private static long[]? ToLengths(object?[] values) =>
        Array.TrueForAll(values, v => v is >= 0L) ? Array.ConvertAll(values, v => (long)v!) : null;

    private void Gather(ReadOnlySpan<byte> storage, Span<byte> target, int size)
    {
        var index = new long[Lengths.Length];
        var element = Offset;
        for (var written = 0; written < target.Length; written += size)
        {
            storage.Slice((int)(element * size), size).CopyTo(target[written..]);
            for (var axis = Lengths.Length - 1; axis >= 0; axis--)
            {
                element += Strides[axis];
                if (++index[axis] < Lengths[axis])
                {
                    break;
                }

                element -= Strides[axis] * Lengths[axis];
                index[axis] = 0;
            }
        }
    }
}
