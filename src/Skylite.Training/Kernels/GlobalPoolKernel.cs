using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>An operator that reduces all spatial axes to length 1: GlobalAveragePool, GlobalMaxPool, GlobalLpPool.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Reads a node's attributes and gives what reduces some axes, keeping them with length 1.</param>
public sealed class GlobalPoolKernel(string opType, Func<NodeContext, Func<TorchTensor, long[], TorchTensor>> function) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var reduce = function(node);
        return frame => frame.SetOutput(0, reduce(frame.Input(0), [.. Enumerable.Range(2, frame.Input(0).Rank - 2).Select(a => (long)a)]));
    }
}
