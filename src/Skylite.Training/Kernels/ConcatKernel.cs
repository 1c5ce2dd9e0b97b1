using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Concat.</summary>
public sealed class ConcatKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Concat";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 1);
        return frame => frame.SetOutput(0, Aten.Cat(frame.Inputs(), axis));
    }
}
