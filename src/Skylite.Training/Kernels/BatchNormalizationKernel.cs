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
        var share = node.Attributes.Float("momentum", 0.9f);
        var givesStatistics = node.Attributes.Int("training_mode", 0) != 0;
        return frame =>
        {
            if (givesStatistics && (frame.Wants(1) || frame.Wants(2)))
            {
                RunWithStatistics(frame, share, epsilon);
            }
            else
            {
                Run(frame);
            }
        };

        void Run(KernelFrame frame) => frame.SetOutput(0, Aten.BatchNorm(
            frame.Input(0),
            new BatchNormParameters(frame.Input(1), frame.Input(2), frame.Input(3), frame.Input(4)),
            frame.UsesBatchStatistics && !frozen,
            frame.BatchNormMomentum is { } kept ? 1.0 - kept : momentum,
            epsilon));
    }

    // The form that hands the new running statistics on as outputs; ONNX's variance is that of the population.
    private static void RunWithStatistics(KernelFrame frame, float share, double epsilon)
    {
        var input = frame.Input(0);
        long[] axes = [0, .. Enumerable.Range(2, Math.Max(0, input.Rank - 2)).Select(a => (long)a)];
        using var mean = Aten.Mean(input, axes);
        using var variance = Aten.Var(input, axes, correction: 0);
        frame.SetOutput(0, Aten.BatchNorm(input, new BatchNormParameters(frame.Input(1), frame.Input(2), mean, variance), false, 0, epsilon));
        frame.SetOutput(1, Mixed(frame.Input(3), mean, share));
        frame.SetOutput(2, Mixed(frame.Input(4), variance, share));
    }

    private static TorchTensor Mixed(TorchTensor old, TorchTensor now, float share) => Aten.Lerp(now, old, share);
}
