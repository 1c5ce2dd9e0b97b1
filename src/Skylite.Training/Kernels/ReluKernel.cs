using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Relu, in place where nobody else reads the input.</summary>
public sealed class ReluKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Relu";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => static frame =>
    {
        if (frame.CanOverwrite(0))
        {
            Aten.ReluInPlace(frame.Input(0));
            frame.Forward(0);
        }
        else
        {
            frame.SetOutput(0, Aten.Relu(frame.Input(0)));
        }
    };
}
