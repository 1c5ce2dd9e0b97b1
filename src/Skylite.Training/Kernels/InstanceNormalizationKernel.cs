using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX InstanceNormalization: each channel of each sample by its own statistics.</summary>
public sealed class InstanceNormalizationKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "InstanceNormalization";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input is 1 or 2 ? ParameterRole.Norm : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var epsilon = node.Number("epsilon", 1e-5f);
        return frame => frame.SetOutput(0, Aten.InstanceNorm(frame.Input(0), frame.Input(1), frame.Input(2), epsilon));
    }
}
