using System.Runtime.InteropServices;
using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training;

/// <summary>Copies constant data between a graph and libtorch.</summary>
public static class GraphTensors
{
    /// <summary>
    /// A tensor on the CPU with the same elements; 16-bit floats become 32-bit ones,
    /// unsigned integers beyond 8 bits become 64-bit ones (of 64 bits: by their bits).
    /// </summary>
    /// <exception cref="NotSupportedException">libtorch has no such element type.</exception>
    public static TorchTensor ToTorch(Tensor data) => data.Type switch
    {
        ElementType.Float => TorchTensor.From(data.Span<float>(), data.Dimensions),
        ElementType.Double => TorchTensor.From(data.Span<double>(), data.Dimensions),
        ElementType.Float16 or ElementType.BFloat16 => TorchTensor.From<float>(data.ToSingle(), data.Dimensions),
        ElementType.Int64 => TorchTensor.From(data.Span<long>(), data.Dimensions),
        ElementType.Int32 => TorchTensor.From(data.Span<int>(), data.Dimensions),
        ElementType.Int16 => TorchTensor.From(data.Span<short>(), data.Dimensions),
        ElementType.Int8 => TorchTensor.From(data.Span<sbyte>(), data.Dimensions),
        ElementType.UInt8 => TorchTensor.From(data.Span<byte>(), data.Dimensions),
        ElementType.Bool => TorchTensor.From(data.Span<bool>(), data.Dimensions),
        ElementType.UInt16 or ElementType.UInt32 => TorchTensor.From<long>(data.ToInt64(), data.Dimensions),
        ElementType.UInt64 => TorchTensor.From(MemoryMarshal.Cast<byte, long>(data.Bytes.Span), data.Dimensions),
        _ => throw new NotSupportedException($"libtorch has no elements of type {data.Type}."),
    };

    /// <summary>The type that libtorch computes an ONNX element type in; <see langword="null"/> where it has none.</summary>
    public static ScalarType? CarrierOf(ElementType type) => type switch
    {
        ElementType.Float or ElementType.Float16 or ElementType.BFloat16 => ScalarType.Float32,
        ElementType.Double => ScalarType.Float64,
        ElementType.Int64 or ElementType.UInt64 or ElementType.UInt32 or ElementType.UInt16 => ScalarType.Int64,
        ElementType.Int32 => ScalarType.Int32,
        ElementType.Int16 => ScalarType.Int16,
        ElementType.Int8 => ScalarType.Int8,
        ElementType.UInt8 => ScalarType.UInt8,
        ElementType.Bool => ScalarType.Bool,
        _ => null,
    };

    /// <summary>Constant data with the elements of a tensor, converted to <paramref name="type"/>.</summary>
    /// <exception cref="NotSupportedException">The element type cannot be written.</exception>
    public static Tensor FromTorch(TorchTensor tensor, ElementType type) => type switch
    {
        ElementType.Float => Copy<float>(tensor, type),
        ElementType.Double => Copy<double>(tensor, type),
        ElementType.Int64 => Copy<long>(tensor, type),
        ElementType.Int32 => Copy<int>(tensor, type),
        ElementType.Int16 => Copy<short>(tensor, type),
        ElementType.Int8 => Copy<sbyte>(tensor, type),
        ElementType.UInt8 => Copy<byte>(tensor, type),
        ElementType.Bool => Copy<bool>(tensor, type),
        ElementType.Float16 or ElementType.BFloat16 => Tensor.Floating(type, tensor.ToArray<float>(), tensor.Shape),
        _ => throw new NotSupportedException($"A tensor cannot be written as {type}."),
    };

    private static Tensor Copy<T>(TorchTensor tensor, ElementType type)
        where T : unmanaged
    {
        var bytes = new byte[tensor.Count * type.Size()];
        tensor.CopyTo<T>(MemoryMarshal.Cast<byte, T>(bytes.AsSpan()));
        return new Tensor(type, tensor.Shape, bytes);
    }
}
