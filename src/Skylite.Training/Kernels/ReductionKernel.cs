using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>An operator that reduces some axes: axes as an attribute or an input, whichever the operator set has.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Reduces the given axes, keeping them with length 1 or not.</param>
/// <param name="computesFloats">Whether integers must become floats for it.</param>
public sealed class ReductionKernel(string opType, Func<TorchTensor, long[], bool, TorchTensor> function, bool computesFloats = false) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var keep = node.Attributes.Int("keepdims", 1) != 0;
        var nothing = node.Attributes.Int("noop_with_empty_axes", 0) != 0;
        var known = node.IntsOf("axes", 1);
        return frame =>
        {
            var axes = known ?? (frame.Optional(1) is null ? [] : frame.Integers(1));
            var input = frame.Input(0);
            frame.SetOutput(0, axes.Length > 0 ? Reduce(input, axes, keep) : nothing ? input.Alias() : Reduce(input, All(input.Rank), keep));
        };
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

    private TorchTensor Reduce(TorchTensor x, long[] axes, bool keep)
    {
        if (x.Type.IsFloatingPoint())
        {
            return function(x, axes, keep);
        }

        using var wide = computesFloats ? Aten.To(x, ScalarType.Float64) : x.Alias();
        using var result = function(wide, axes, keep);
        return result.Type == x.Type ? result.Alias() : Aten.To(result, x.Type);
    }
}
