using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX PRelu with a learnt slope that broadcasts (He et al., 2015, eq. 1).</summary>
public sealed class PReluKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "PRelu";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input == 1 ? ParameterRole.Other : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => static frame =>
    {
        var input = frame.Input(0);
        using var positive = Aten.Relu(input);
        using var negative = Aten.Sub(input, positive);
        using var scaled = Aten.Mul(negative, frame.Input(1));
        frame.SetOutput(0, Aten.Add(positive, scaled));
    };
}
