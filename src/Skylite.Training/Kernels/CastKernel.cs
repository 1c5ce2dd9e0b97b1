using Skylite.Graphs;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Cast between the types that libtorch has; 16-bit floats are rounded and computed as 32-bit ones.</summary>
public sealed class CastKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Cast";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var type = (ElementType)node.Attributes.Int("to", 0);
        return GraphTensors.CarrierOf(type) is not null
            ? frame => frame.SetOutput(0, Casting.Convert(frame.Input(0), type))
            : throw node.Refuse($"libtorch has no elements of type {type}.");
    }
}
