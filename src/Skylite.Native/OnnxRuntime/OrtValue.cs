using System.Buffers;
using System.Runtime.CompilerServices;

namespace Skylite.Native.OnnxRuntime;

/// <summary>A tensor of ONNX Runtime, over pinned managed memory or over the runtime's own. Dispose it: that unpins or frees the memory.</summary>
public sealed unsafe class OrtValue : IDisposable
{
    private nint _handle;
    private MemoryHandle _pin;
    private long[]? _shape;
    private void* _data;

    private OrtValue(nint handle, MemoryHandle pin)
    {
        _handle = handle;
        _pin = pin;
    }

    /// <summary>Frees what was not disposed.</summary>
    ~OrtValue() => Free();

    /// <summary>The element type; <see cref="TensorElementType.Undefined"/> for a sequence or a map.</summary>
    public TensorElementType ElementType
    {
        get
        {
            Describe();
            return field;
        }

        private set;
    }

    /// <summary>The extents.</summary>
    public IReadOnlyList<long> Shape => Describe();

    /// <summary>The number of elements; 1 for a scalar.</summary>
    public long ElementCount
    {
        get
        {
            var count = 1L;
            foreach (var extent in Describe())
            {
                count *= extent;
            }

            return count;
        }
    }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>A tensor over managed memory, which stays pinned (not copied) until the value is disposed.</summary>
    /// <typeparam name="T">The element type; see <see cref="TensorElementTypes.Of{T}"/>.</typeparam>
    /// <param name="memory">The elements in row-major order.</param>
    /// <param name="shape">The extents; their product is the length of <paramref name="memory"/>.</param>
    /// <exception cref="ArgumentException">The shape does not match the length.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(Memory<T> memory, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var type = TensorElementTypes.Of<T>();
        CheckShape(shape, memory.Length);
        var pin = memory.Pin();
        // An empty tensor still needs an address that is not null.
        var address = memory.IsEmpty ? (void*)sizeof(long) : pin.Pointer;
        nint value;
        nint status;
        fixed (long* extents = shape)
        {
            status =
                ((delegate* unmanaged[Cdecl]<nint, void*, nint, long*, nint, int, nint*, nint>)OrtApi.Function(OrtFunction.CreateTensorWithDataAsOrtValue))(
                    OrtApi.CpuMemory, address, (nint)memory.Length * sizeof(T), extents, shape.Length, (int)type, &value);
        }

        if (status != 0)
        {
            pin.Dispose();
            OrtApi.Check(status);
        }

        return new OrtValue(value, pin);
    }

    /// <summary>A tensor over a managed array, which stays pinned (not copied) until the value is disposed.</summary>
    /// <typeparam name="T">The element type; see <see cref="TensorElementTypes.Of{T}"/>.</typeparam>
    /// <param name="data">The elements in row-major order.</param>
    /// <param name="shape">The extents; their product is the length of <paramref name="data"/>.</param>
    /// <exception cref="ArgumentException">The shape does not match the length.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, ReadOnlySpan<long> shape)
        where T : unmanaged => CreateTensorValueFromMemory(data.AsMemory(), shape);

    /// <summary>A tensor in memory of the runtime, with undefined contents.</summary>
    /// <param name="type">The element type, not text.</param>
    /// <param name="shape">The extents.</param>
    public static OrtValue CreateAllocatedTensorValue(TensorElementType type, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* extents = shape)
        {
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, long*, nint, int, nint*, nint>)OrtApi.Function(OrtFunction.CreateTensorAsOrtValue))(
                OrtApi.DefaultAllocator, extents, shape.Length, (int)type, &value));
        }

        return new OrtValue(value, default);
    }

    /// <summary>The elements, in place.</summary>
    /// <typeparam name="T">The .NET type of <see cref="ElementType"/>.</typeparam>
    /// <returns>Row-major elements, valid until the value is disposed.</returns>
    /// <exception cref="InvalidOperationException">The value holds another type, or more elements than a span can show.</exception>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    /// <summary>The elements, in place, to write to.</summary>
    /// <typeparam name="T">The .NET type of <see cref="ElementType"/>.</typeparam>
    /// <returns>Row-major elements, valid until the value is disposed.</returns>
    /// <exception cref="InvalidOperationException">The value holds another type, or more elements than a span can show.</exception>
    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        var type = TensorElementTypes.Of<T>();
        if (ElementType != type)
        {
            throw new InvalidOperationException($"The tensor holds {ElementType}, and was read as {type}. Ask for the type that ElementType names.");
        }

        var count = ElementCount;
        if (count > int.MaxValue)
        {
            throw new InvalidOperationException($"The tensor has {count} elements, more than one span can show. Run smaller batches.");
        }

        if (_data is null)
        {
            _data = (void*)OrtApi.Get(OrtFunction.GetTensorMutableData, Handle);
        }

        return new Span<T>(_data, (int)count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() => _handle == 0 ? "disposed" : $"{ElementType}[{string.Join(',', Shape)}]";

    /// <summary>Takes over a handle that the runtime made.</summary>
    internal static OrtValue Adopt(nint handle) => new(handle, default);

    private static void CheckShape(ReadOnlySpan<long> shape, int length)
    {
        var count = 1L;
        foreach (var extent in shape)
        {
            count = extent < 0 ? -1 : checked(count * extent);
            if (count < 0)
            {
                break;
            }
        }

        if (count != length)
        {
            throw new ArgumentException($"A tensor of shape [{string.Join(',', shape.ToArray())}] cannot be laid over {length} elements.", nameof(shape));
        }
    }

    // Shape and type of a value never change, so they are read once.
    private long[] Describe()
    {
        if (_shape is not null)
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _shape;
        }

        int isTensor;
        OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, int*, nint>)OrtApi.Function(OrtFunction.IsTensor))(Handle, &isTensor));
        if (isTensor == 0)
        {
            return _shape = [];
        }

        var info = OrtApi.Get(OrtFunction.GetTensorTypeAndShape, Handle);
        try
        {
            (ElementType, var shape) = TensorInfo.Read(info);
            return _shape = shape;
        }
        finally
        {
            OrtApi.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Free()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            OrtApi.Release(OrtFunction.ReleaseValue, handle);
            _pin.Dispose();
        }
    }
}
