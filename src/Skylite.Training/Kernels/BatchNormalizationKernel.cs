using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>
/// ONNX BatchNormalization. With batch statistics the running ones move as PyTorch moves them: by 1 − momentum, with the unbiased variance.
/// </summary>
public sealed class BatchNormalizationKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "BatchNormalization";

    /// <inheritdoc/>
    public bool OutputCanBeOverwritten => true;

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input is 1 or 2 ? ParameterRole.Norm : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        if (node.Attributes.Int("spatial", 1) == 0)
        {
            throw node.Refuse("statistics per pixel (spatial = 0) are not supported.");
        }

        var epsilon = node.Number("epsilon", 1e-5f);
        var momentum = Math.Round(1 - node.Number("momentum", 0.9f), 9);
        var frozen = node.IsFrozen(3);
        return frame => frame.SetOutput(0, Aten.BatchNorm(
            frame.Input(0),
            new BatchNormParameters(frame.Input(1), frame.Input(2), frame.Input(3), frame.Input(4)),
            frame.UsesBatchStatistics && !frozen,
            frame.BatchNormMomentum is { } kept ? 1.0 - kept : momentum,
            epsilon));
    }
}
