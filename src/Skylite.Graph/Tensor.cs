using System.Runtime.InteropServices;

namespace Skylite.Graphs;

/// <summary>
/// Constant data of a graph: element type, axis lengths, and the elements as little-endian bytes in row-major order.
/// Immutable: a pass that changes weights puts a new tensor in the old one's place.
/// </summary>
public sealed class Tensor
{
    private readonly long[] _dimensions;

    /// <summary>Wraps raw bytes without copying them.</summary>
    /// <param name="type">Type of the elements; not <see cref="ElementType.String"/>.</param>
    /// <param name="dimensions">Axis lengths, outermost first.</param>
    /// <param name="bytes">The elements, little-endian, row-major.</param>
    /// <exception cref="ArgumentException">The byte count does not fit the type and lengths.</exception>
    public Tensor(ElementType type, ReadOnlySpan<long> dimensions, ReadOnlyMemory<byte> bytes)
    {
        _dimensions = dimensions.ToArray();
        Count = Shape.Of(dimensions).ElementCount;
        if (type.Size() == 0 || checked(Count * type.Size()) != bytes.Length)
        {
            throw new ArgumentException($"A {type} tensor of shape {Shape.Of(dimensions)} does not take {bytes.Length} bytes.");
        }

        Type = type;
        Bytes = bytes;
    }

    /// <summary>Type of the elements.</summary>
    public ElementType Type { get; }

    /// <summary>Axis lengths, outermost first.</summary>
    public ReadOnlySpan<long> Dimensions => _dimensions;

    /// <summary>Number of axes.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>The elements, little-endian, row-major.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The axis lengths as a shape.</summary>
    public Shape Shape => Shape.Of(_dimensions);

    /// <summary>Copies values into a new tensor.</summary>
    public static Tensor Create<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> dimensions)
        where T : unmanaged =>
        new(ElementTypes.Of<T>(), dimensions, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A tensor without axes.</summary>
    public static Tensor Scalar<T>(T value)
        where T : unmanaged => Create([value]);

    /// <summary>A tensor of one axis.</summary>
    public static Tensor Vector<T>(params ReadOnlySpan<T> values)
        where T : unmanaged => Create(values, values.Length);

    /// <summary>A tensor of a floating type with the nearest values that the type has, ties to even.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is no real floating-point type.</exception>
    public static Tensor Floating(ElementType type, float[] values, params ReadOnlySpan<long> dimensions) => type switch
    {
        ElementType.Float => Create<float>(values, dimensions),
        ElementType.Double => Create<double>(Array.ConvertAll(values, v => (double)v), dimensions),
        ElementType.Float16 => Create<Half>(Array.ConvertAll(values, v => (Half)v), dimensions),
        ElementType.BFloat16 => new Tensor(type, dimensions, MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(values, ToBFloat16)).ToArray()),
        _ => throw new ArgumentException($"{type} is no floating-point type.", nameof(type)),
    };

    /// <summary>A number of a floating type, without axes.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is no real floating-point type.</exception>
    public static Tensor Number(ElementType type, double value) => type == ElementType.Double ? Scalar(value) : Floating(type, [(float)value]);

    /// <summary>The elements seen as <typeparamref name="T"/>, without conversion.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public ReadOnlySpan<T> Span<T>()
        where T : unmanaged =>
        ElementTypes.Of<T>() == Type
            ? MemoryMarshal.Cast<byte, T>(Bytes.Span)
            : throw new InvalidOperationException($"The tensor holds {Type}, not {typeof(T).Name}.");

    /// <summary>A copy of the elements as <typeparamref name="T"/>, without conversion.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged => Span<T>().ToArray();

    /// <summary>The elements as 64-bit integers, whatever integer type they have: how shapes, axes and pads are read.</summary>
    /// <exception cref="InvalidOperationException">The elements are not integers.</exception>
    public long[] ToInt64() => Type switch
    {
        ElementType.Int64 => ToArray<long>(),
        ElementType.Int32 => Array.ConvertAll(ToArray<int>(), v => (long)v),
        ElementType.UInt8 or ElementType.Bool => Array.ConvertAll(Bytes.ToArray(), v => (long)v),
        ElementType.Int8 => Array.ConvertAll(ToArray<sbyte>(), v => (long)v),
        ElementType.Int16 => Array.ConvertAll(ToArray<short>(), v => (long)v),
        ElementType.UInt16 => Array.ConvertAll(ToArray<ushort>(), v => (long)v),
        ElementType.UInt32 => Array.ConvertAll(ToArray<uint>(), v => (long)v),
        ElementType.UInt64 => Array.ConvertAll(ToArray<ulong>(), v => checked((long)v)),
        _ => throw new InvalidOperationException($"The tensor holds {Type}, not integers."),
    };

    /// <summary>The elements as 32-bit floats, converted from any real floating type.</summary>
    /// <exception cref="InvalidOperationException">The elements are not real floating-point numbers.</exception>
    public float[] ToSingle() => Type switch
    {
        ElementType.Float => ToArray<float>(),
        ElementType.Double => Array.ConvertAll(ToArray<double>(), v => (float)v),
        ElementType.Float16 => Array.ConvertAll(ToArray<Half>(), v => (float)v),
        ElementType.BFloat16 => Array.ConvertAll(
            MemoryMarshal.Cast<byte, ushort>(Bytes.Span).ToArray(),
            v => BitConverter.Int32BitsToSingle(v << 16)),
        _ => throw new InvalidOperationException($"The tensor holds {Type}, not floating-point numbers."),
    };

    /// <summary>The same elements under other axis lengths.</summary>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public Tensor Reshape(params ReadOnlySpan<long> dimensions) => new(Type, dimensions, Bytes);

    /// <summary>Type and axis lengths.</summary>
    public override string ToString() => $"{Type}{Shape}";

    // Rounds to nearest, ties to even; NaN keeps a set bit.
    private static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
