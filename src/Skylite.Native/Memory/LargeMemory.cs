using System.Buffers;
using System.Runtime.InteropServices;

namespace Skylite.Native.Memory;

/// <summary>
/// Many numbers outside the managed heap, in huge pages where the system has them. Whoever walks over tens of megabytes
/// in steps of more than a page pays for finding every small page again; a virtual machine pays several times.
/// To be disposed of: nothing else gives it back, for a span does not keep its owner alive.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
public sealed unsafe class LargeMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly int _length;
    private T* _first;

    /// <summary>Takes memory full of zeros.</summary>
    /// <param name="length">Numbers, 0 or more.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public LargeMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _length = length;
        var bytes = (nuint)Math.Max(1, length) * (nuint)sizeof(T);
        if (bytes >= HugePages.Size)
        {
            bytes = (bytes + HugePages.Size - 1) / HugePages.Size * HugePages.Size;
            _first = (T*)NativeMemory.AlignedAlloc(bytes, HugePages.Size);
            HugePages.Advise(_first, bytes);
        }
        else
        {
            _first = (T*)NativeMemory.AlignedAlloc(bytes, (nuint)sizeof(void*));
        }

        NativeMemory.Clear(_first, bytes);
    }

    /// <inheritdoc/>
    public override Span<T> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_first is null, this);
        return new Span<T>(_first, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        ObjectDisposedException.ThrowIf(_first is null, this);
        return new MemoryHandle(_first + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // It never moves.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        NativeMemory.AlignedFree(_first);
        _first = null;
    }
}
