using System.Runtime.CompilerServices;

namespace Skylite.Native.Torch;

/// <summary>What belongs to a <see cref="ScalarType"/>: its .NET type, its size, its usual name.</summary>
public static class ScalarTypes
{
    /// <summary>The element type that holds values of <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double or bool.</typeparam>
    /// <returns>The matching element type.</returns>
    /// <exception cref="ArgumentException">libtorch has no element type for <typeparamref name="T"/>.</exception>
    public static ScalarType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return ScalarType.Float32;
        }

        if (typeof(T) == typeof(long))
        {
            return ScalarType.Int64;
        }

        if (typeof(T) == typeof(Half))
        {
            return ScalarType.Float16;
        }

        return Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Byte => ScalarType.UInt8,
            TypeCode.SByte => ScalarType.Int8,
            TypeCode.Int16 => ScalarType.Int16,
            TypeCode.Int32 => ScalarType.Int32,
            TypeCode.Double => ScalarType.Float64,
            TypeCode.Boolean => ScalarType.Bool,
            _ => throw new ArgumentException(
                $"A tensor cannot hold {typeof(T).Name}: use byte, sbyte, short, int, long, Half, float, double or bool."),
        };
    }

    /// <summary>Bytes per element.</summary>
    /// <param name="type">The element type.</param>
    /// <returns>1, 2, 4 or 8.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size(this ScalarType type) => type switch
    {
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => 1,
    };

    /// <summary>Whether values can have gradients.</summary>
    /// <param name="type">The element type.</param>
    /// <returns>True for the four floating-point types.</returns>
    public static bool IsFloatingPoint(this ScalarType type) =>
        type is ScalarType.Float32 or ScalarType.BFloat16 or ScalarType.Float16 or ScalarType.Float64;

    /// <summary>The name that users of PyTorch and NumPy know, for example <c>float32</c>.</summary>
    /// <param name="type">The element type.</param>
    /// <returns>A lower-case name.</returns>
    public static string Name(this ScalarType type) => type switch
    {
        ScalarType.UInt8 => "uint8",
        ScalarType.Int8 => "int8",
        ScalarType.Int16 => "int16",
        ScalarType.Int32 => "int32",
        ScalarType.Int64 => "int64",
        ScalarType.Float16 => "float16",
        ScalarType.Float32 => "float32",
        ScalarType.Float64 => "float64",
        ScalarType.Bool => "bool",
        ScalarType.BFloat16 => "bfloat16",
        _ => $"type {(int)type}",
    };
}
