using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Where.</summary>
public sealed class WhereKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Where";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) =>
        static frame => frame.SetOutput(0, Aten.Where(frame.Input(0), frame.Input(1), frame.Input(2)));
}
