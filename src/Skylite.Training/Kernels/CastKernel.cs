using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Cast between the types that libtorch has; 16-bit floats are computed as 32-bit ones.</summary>
public sealed class CastKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Cast";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var type = TypeOf((ElementType)node.Attributes.Int("to", 0)) ?? throw node.Refuse("libtorch has no such element type.");
        return frame => frame.SetOutput(0, frame.Input(0).Type == type ? frame.Input(0).Alias() : Aten.To(frame.Input(0), type));
    }

    private static ScalarType? TypeOf(ElementType type) => type switch
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
}
