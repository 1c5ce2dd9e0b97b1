using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>An operator that reduces all spatial axes to length 1: GlobalAveragePool, GlobalMaxPool.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Reduces the given axes, keeping them with length 1.</param>
public sealed class GlobalPoolKernel(string opType, Func<TorchTensor, long[], TorchTensor> function) : IKernel
{
    private static readonly long[][] SpatialAxes = [[], [2], [2, 3], [2, 3, 4]];

    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => frame => frame.SetOutput(0, function(frame.Input(0), SpatialAxes[frame.Input(0).Rank - 2]));
}
