using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>Conversion between ONNX's element types, among them those that libtorch carries in a wider one.</summary>
internal static class Casting
{
    /// <summary>Converts a tensor; 16-bit floats are rounded and stay in 32 bits, unsigned integers wrap and stay in 64.</summary>
    public static TorchTensor Convert(TorchTensor x, ElementType to)
    {
        var carrier = GraphTensors.CarrierOf(to) ?? throw new NotSupportedException($"libtorch has no elements of type {to}.");
        return to switch
        {
            ElementType.Float16 => Rounded(x, ScalarType.Float16),
            ElementType.BFloat16 => Rounded(x, ScalarType.BFloat16),
            ElementType.UInt16 => Wrapped(x, ushort.MaxValue),
            ElementType.UInt32 => Wrapped(x, uint.MaxValue),
            _ => x.Type == carrier ? x.Alias() : Aten.To(x, carrier),
        };
    }

    /// <summary>Bits of an unsigned type that libtorch carries in 64 signed ones; 0 for every other type.</summary>
    public static int WideBits(ElementType type) => type switch
    {
        ElementType.UInt16 => 16,
        ElementType.UInt32 => 32,
        ElementType.UInt64 => 64,
        _ => 0,
    };

    private static TorchTensor Rounded(TorchTensor x, ScalarType narrow)
    {
        using var rounded = Aten.To(x, narrow);
        return Aten.To(rounded, ScalarType.Float32);
    }

    private static TorchTensor Wrapped(TorchTensor x, long bits)
    {
        using var wide = Aten.To(x, ScalarType.Int64);
        return Aten.BitwiseAnd(wide, bits);
    }
}
