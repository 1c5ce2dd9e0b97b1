using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX NonZero: the places of all elements that are not zero, one column each, in row-major order.</summary>
public sealed class NonZeroKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "NonZero";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => static frame =>
    {
        using var rows = Aten.NonZero(frame.Input(0));
        frame.SetOutput(0, Aten.Transpose(rows, 0, 1));
    };
}
