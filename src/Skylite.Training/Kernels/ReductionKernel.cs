using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>An operator that reduces some axes: axes as an attribute or an input, whichever the operator set has.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Reduces the given axes, keeping them with length 1 or not.</param>
public sealed class ReductionKernel(string opType, Func<TorchTensor, long[], bool, TorchTensor> function) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var keep = node.Attributes.Int("keepdims", 1) != 0;
        var nothing = node.Attributes.Int("noop_with_empty_axes", 0) != 0;
        var axes = node.IntsOf("axes", 1);
        if (axes is null && node.Node.HasInput(1))
        {
            throw node.Refuse("its axes are computed at run time.");
        }

        if (axes is { Length: > 0 })
        {
            return frame => frame.SetOutput(0, function(frame.Input(0), axes, keep));
        }

        return nothing
            ? static frame => frame.SetOutput(0, frame.Input(0).Alias())
            : frame => frame.SetOutput(0, function(frame.Input(0), All(frame.Input(0).Rank), keep));
    }

    private static long[] All(int rank)
    {
        var axes = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            axes[i] = i;
        }

        return axes;
    }
}
