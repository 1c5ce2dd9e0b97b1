using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Trilu: the part above or below a diagonal of the last two axes.</summary>
public sealed class TriluKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Trilu";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var upper = node.Attributes.Int("upper", 1) != 0;
        return frame =>
        {
            var diagonal = frame.Given(1) ? frame.Integers(1)[0] : 0;
            frame.SetOutput(0, upper ? Aten.Triu(frame.Input(0), diagonal) : Aten.Tril(frame.Input(0), diagonal));
        };
    }
}
