using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Einsum.</summary>
public sealed class EinsumKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Einsum";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => ParameterRole.Weight;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var equation = node.Attributes.Text("equation", string.Empty);
        return frame => frame.SetOutput(0, Aten.Einsum(equation, frame.Inputs()));
    }
}
