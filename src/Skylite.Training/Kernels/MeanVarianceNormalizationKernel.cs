using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX MeanVarianceNormalization: subtracts the mean and divides by the standard deviation over axes.</summary>
public sealed class MeanVarianceNormalizationKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "MeanVarianceNormalization";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        long[] axes = [.. node.Attributes.Ints("axes") ?? [0, 2, 3]];
        return frame =>
        {
            using var mean = Aten.Mean(frame.Input(0), axes, true);
            using var moved = Aten.Sub(frame.Input(0), mean);
            using var square = Aten.Mul(moved, moved);
            using var variance = Aten.Mean(square, axes, true);
            using var deviation = Aten.Sqrt(variance);
            // ONNX's function adds this to the deviation
            using var divisor = Aten.Add(deviation, 1e-9);
            frame.SetOutput(0, Aten.Div(moved, divisor));
        };
    }
}
