namespace Skylite.Graphs;

/// <summary>Facts about <see cref="ElementType"/>.</summary>
public static class ElementTypes
{
    /// <summary>Bytes that one element takes; 0 for <see cref="ElementType.String"/> and <see cref="ElementType.Undefined"/>.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Int64 or ElementType.UInt64 or ElementType.Double or ElementType.Complex64 => 8,
        ElementType.Complex128 => 16,
        _ => 0,
    };

    /// <summary>Whether the type is a real floating-point type, so that gradients can flow through it.</summary>
    public static bool IsFloating(this ElementType type) =>
        type is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16;

    /// <summary>The element type that holds values of the .NET type <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">No ONNX element type matches.</exception>
    public static ElementType Of<T>()
        where T : unmanaged
    {
        var type = typeof(T);
        return type == typeof(float) ? ElementType.Float
            : type == typeof(byte) ? ElementType.UInt8
            : type == typeof(sbyte) ? ElementType.Int8
            : type == typeof(ushort) ? ElementType.UInt16
            : type == typeof(short) ? ElementType.Int16
            : type == typeof(int) ? ElementType.Int32
            : type == typeof(long) ? ElementType.Int64
            : type == typeof(bool) ? ElementType.Bool
            : type == typeof(Half) ? ElementType.Float16
            : type == typeof(double) ? ElementType.Double
            : type == typeof(uint) ? ElementType.UInt32
            : type == typeof(ulong) ? ElementType.UInt64
            : throw new NotSupportedException($"No ONNX element type holds {type.Name}.");
    }
}
