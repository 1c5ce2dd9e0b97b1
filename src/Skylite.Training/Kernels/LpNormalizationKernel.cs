using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX LpNormalization: divides by the norm along an axis.</summary>
public sealed class LpNormalizationKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "LpNormalization";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", -1);
        var order = node.Attributes.Int("p", 2);
        return frame =>
        {
            using var norm = Aten.Norm(frame.Input(0), order, [axis], true);
            frame.SetOutput(0, Aten.Div(frame.Input(0), norm));
        };
    }
}
