using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX ConstantOfShape.</summary>
public sealed class ConstantOfShapeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "ConstantOfShape";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var fill = node.Attributes.Tensor("value") ?? Tensor.Vector(0f);
        return frame =>
        {
            using var element = GraphTensors.ToTorch(fill);
            using var scalar = Aten.Reshape(element, []);
            using var wide = Aten.Expand(scalar, frame.Input(0).ToArray<long>());
            frame.SetOutput(0, Aten.Clone(wide));
        };
    }
}
