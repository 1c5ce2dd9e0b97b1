using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Mod: the sign of the divisor for integers, of the dividend with <c>fmod</c>.</summary>
public sealed class ModKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Mod";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var truncated = node.Attributes.Int("fmod", 0) != 0;
        return frame => frame.SetOutput(0, truncated ? Aten.Fmod(frame.Input(0), frame.Input(1)) : Aten.Remainder(frame.Input(0), frame.Input(1)));
    }
}
