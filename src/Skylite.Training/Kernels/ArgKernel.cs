using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ArgMax and ArgMin: the first (or last) place of the extreme along an axis.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Computes the first place along an axis, keeping the axis or not.</param>
public sealed class ArgKernel(string opType, Func<TorchTensor, long, bool, TorchTensor> function) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 0);
        var keep = node.Attributes.Int("keepdims", 1) != 0;
        if (node.Attributes.Int("select_last_index", 0) == 0)
        {
            return frame => frame.SetOutput(0, function(frame.Input(0), axis, keep));
        }

        return frame =>
        {
            var input = frame.Input(0);
            using var backwards = Aten.Flip(input, axis);
            using var place = function(backwards, axis, keep);
            using var last = TorchTensor.Scalar(input.Shape[axis < 0 ? axis + input.Rank : axis] - 1, ScalarType.Int64);
            frame.SetOutput(0, Aten.Sub(last, place));
        };
    }
}
