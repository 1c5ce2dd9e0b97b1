using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ArgMax and ArgMin: the first place of the extreme along an axis.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Computes it along an axis, keeping the axis or not.</param>
public sealed class ArgKernel(string opType, Func<TorchTensor, long, bool, TorchTensor> function) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        if (node.Attributes.Int("select_last_index", 0) != 0)
        {
            throw node.Refuse("'select_last_index' is not supported.");
        }

        var axis = node.Attributes.Int("axis", 0);
        var keep = node.Attributes.Int("keepdims", 1) != 0;
        return frame => frame.SetOutput(0, function(frame.Input(0), axis, keep));
    }
}
