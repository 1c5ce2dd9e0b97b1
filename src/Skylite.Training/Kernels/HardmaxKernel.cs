using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Hardmax: 1 at the first greatest element along an axis, 0 elsewhere. It has no gradient.</summary>
public sealed class HardmaxKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Hardmax";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", -1);
        return frame =>
        {
            using var place = Aten.Argmax(frame.Input(0), axis, true);
            using var zeros = Aten.Mul(Aten.Detach(frame.Input(0)), 0);
            frame.SetOutput(0, Aten.Scatter(zeros, axis, place, 1));
        };
    }
}
