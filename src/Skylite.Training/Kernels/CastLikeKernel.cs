using Skylite.Graphs;

namespace Skylite.Training.Kernels;

/// <summary>ONNX CastLike: the first input in the second's type.</summary>
public sealed class CastLikeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "CastLike";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var type = node.Node.Input(1).Type;
        return GraphTensors.CarrierOf(type) is not null
            ? frame => frame.SetOutput(0, Casting.Convert(frame.Input(0), type))
            : throw node.Refuse(type == ElementType.Undefined ? "the type of its second input is unknown." : $"libtorch has no elements of type {type}.");
    }
}
