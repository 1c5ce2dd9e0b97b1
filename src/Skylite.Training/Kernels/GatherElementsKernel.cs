using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX GatherElements: picks element by element along one axis.</summary>
public sealed class GatherElementsKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "GatherElements";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 0);
        return frame =>
        {
            var data = frame.Input(0);
            using var wide = Aten.To(frame.Input(1), ScalarType.Int64);
            using var positive = Aten.Remainder(wide, data.Shape[axis < 0 ? axis + data.Rank : axis]);
            frame.SetOutput(0, Aten.Gather(data, axis, positive));
        };
    }
}
