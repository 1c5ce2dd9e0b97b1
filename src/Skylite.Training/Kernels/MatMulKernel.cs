using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX MatMul, with NumPy's rules for stacks of matrices.</summary>
public sealed class MatMulKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "MatMul";

    /// <inheritdoc/>
    public bool OutputCanBeOverwritten => true;

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => ParameterRole.Weight;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => static frame => frame.SetOutput(0, Aten.MatMul(frame.Input(0), frame.Input(1)));
}
