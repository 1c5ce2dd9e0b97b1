namespace Skylite.Native.OnnxRuntime;

/// <summary>Element types and the .NET types that hold them.</summary>
public static class TensorElementTypes
{
    /// <summary>The ONNX element type held by a .NET type.</summary>
    /// <typeparam name="T">One of float, double, Half, bool and the integers.</typeparam>
    /// <exception cref="NotSupportedException">ONNX has no such element type.</exception>
    public static TensorElementType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return TensorElementType.Float;
        }

        return Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Double => TensorElementType.Double,
            TypeCode.Byte => TensorElementType.UInt8,
            TypeCode.SByte => TensorElementType.Int8,
            TypeCode.UInt16 => TensorElementType.UInt16,
            TypeCode.Int16 => TensorElementType.Int16,
            TypeCode.Int32 => TensorElementType.Int32,
            TypeCode.Int64 => TensorElementType.Int64,
            TypeCode.UInt32 => TensorElementType.UInt32,
            TypeCode.UInt64 => TensorElementType.UInt64,
            TypeCode.Boolean => TensorElementType.Bool,
            _ when typeof(T) == typeof(Half) => TensorElementType.Float16,
            _ => throw new NotSupportedException($"ONNX tensors cannot hold elements of type {typeof(T).Name}. Use float, double, Half, bool or an integer."),
        };
    }

    /// <summary>Bytes of one element; 0 for text and unknown types.</summary>
    /// <param name="type">The element type.</param>
    public static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.UInt8 or TensorElementType.Int8 or TensorElementType.Bool => 1,
        TensorElementType.UInt16 or TensorElementType.Int16 or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Float or TensorElementType.Int32 or TensorElementType.UInt32 => 4,
        TensorElementType.Double or TensorElementType.Int64 or TensorElementType.UInt64 => 8,
        _ => 0,
    };
}
