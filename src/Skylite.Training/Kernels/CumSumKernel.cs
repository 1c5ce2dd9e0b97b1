using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX CumSum, inclusive and forward.</summary>
public sealed class CumSumKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "CumSum";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        if (node.Attributes.Int("exclusive", 0) != 0 || node.Attributes.Int("reverse", 0) != 0)
        {
            throw node.Refuse("'exclusive' and 'reverse' are not supported.");
        }

        var axis = node.ConstantOf(1)?.ToInt64()[0];
        return frame => frame.SetOutput(0, Aten.CumSum(frame.Input(0), axis ?? (long)frame.Input(1).Item()));
    }
}
