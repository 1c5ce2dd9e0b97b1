using Skylite.Graphs;
using Skylite.Native.OnnxRuntime;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>Copies tensors between libtorch and ONNX Runtime.</summary>
internal static class OrtTensors
{
    /// <summary>A tensor of ONNX Runtime with the same elements, converted to <paramref name="type"/>.</summary>
    /// <exception cref="NotSupportedException">The element type cannot be handed over.</exception>
    public static OrtValue ToOrt(TorchTensor tensor, ElementType type) => type switch
    {
        ElementType.Float => Copy<float>(tensor),
        ElementType.Double => Copy<double>(tensor),
        ElementType.Float16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.ToArray<float>(), v => (Half)v), tensor.Shape),
        ElementType.Int64 => Copy<long>(tensor),
        ElementType.Int32 => Copy<int>(tensor),
        ElementType.Int16 => Copy<short>(tensor),
        ElementType.Int8 => Copy<sbyte>(tensor),
        ElementType.UInt8 => Copy<byte>(tensor),
        ElementType.Bool => Copy<bool>(tensor),
        ElementType.UInt16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.ToArray<long>(), v => (ushort)v), tensor.Shape),
        ElementType.UInt32 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.ToArray<long>(), v => (uint)v), tensor.Shape),
        ElementType.UInt64 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.ToArray<long>(), v => (ulong)v), tensor.Shape),
        _ => throw new NotSupportedException($"A tensor of type {type} cannot be handed to ONNX Runtime."),
    };

    /// <summary>A tensor of libtorch with the same elements, widened as <see cref="GraphTensors.ToTorch"/> does.</summary>
    /// <exception cref="NotSupportedException">The element type cannot be read.</exception>
    public static TorchTensor FromOrt(OrtValue value) => value.ElementType switch
    {
        TensorElementType.Float => Copy<float>(value),
        TensorElementType.Double => Copy<double>(value),
        TensorElementType.Float16 => TorchTensor.From<float>(Array.ConvertAll(value.GetTensorDataAsSpan<Half>().ToArray(), v => (float)v), [.. value.Shape]),
        TensorElementType.Int64 => Copy<long>(value),
        TensorElementType.Int32 => Copy<int>(value),
        TensorElementType.Int16 => Copy<short>(value),
        TensorElementType.Int8 => Copy<sbyte>(value),
        TensorElementType.UInt8 => Copy<byte>(value),
        TensorElementType.Bool => Copy<bool>(value),
        TensorElementType.UInt16 => TorchTensor.From<long>(Array.ConvertAll(value.GetTensorDataAsSpan<ushort>().ToArray(), v => (long)v), [.. value.Shape]),
        TensorElementType.UInt32 => TorchTensor.From<long>(Array.ConvertAll(value.GetTensorDataAsSpan<uint>().ToArray(), v => (long)v), [.. value.Shape]),
        TensorElementType.UInt64 => TorchTensor.From<long>(Array.ConvertAll(value.GetTensorDataAsSpan<ulong>().ToArray(), v => (long)v), [.. value.Shape]),
        var type => throw new NotSupportedException($"A result of type {type} cannot be read from ONNX Runtime."),
    };

    /// <summary>The element type of ONNX that libtorch's stands for.</summary>
    public static ElementType TypeOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => ElementType.Float,
        ScalarType.Float64 => ElementType.Double,
        ScalarType.Int64 => ElementType.Int64,
        ScalarType.Int32 => ElementType.Int32,
        ScalarType.Int16 => ElementType.Int16,
        ScalarType.Int8 => ElementType.Int8,
        ScalarType.UInt8 => ElementType.UInt8,
        ScalarType.Bool => ElementType.Bool,
        _ => throw new NotSupportedException($"A tensor of type {type} cannot be handed to ONNX Runtime."),
    };

    private static OrtValue Copy<T>(TorchTensor tensor)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<T>(), tensor.Shape);

    private static TorchTensor Copy<T>(OrtValue value)
        where T : unmanaged => TorchTensor.From(value.GetTensorDataAsSpan<T>(), [.. value.Shape]);
}
