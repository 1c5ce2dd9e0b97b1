using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX LayerNormalization over all axes from the given one on.</summary>
public sealed class LayerNormalizationKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "LayerNormalization";

    /// <inheritdoc/>
    public ParameterRole RoleOf(int input) => input is 1 or 2 ? ParameterRole.Norm : ParameterRole.Constant;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = (int)node.Attributes.Int("axis", -1);
        var epsilon = node.Number("epsilon", 1e-5f);
        return frame =>
        {
            var input = frame.Input(0);
            var normalised = input.Shape[(axis < 0 ? axis + input.Rank : axis)..];
            if (frame.Wants(1) || frame.Wants(2) || !frame.Input(1).Shape.AsSpan().SequenceEqual(normalised))
            {
                RunInParts(frame, input.Rank - normalised.Length, epsilon);
                return;
            }

            frame.SetOutput(0, Aten.LayerNorm(input, normalised, frame.Input(1), frame.Optional(2), epsilon));
        };
    }

    // With the statistics as further outputs, or with a scale that broadcasts.
    private static void RunInParts(KernelFrame frame, int axis, double epsilon)
    {
        var input = frame.Input(0);
        long[] axes = [.. Enumerable.Range(axis, input.Rank - axis).Select(a => (long)a)];
        var mean = Aten.Mean(input, axes, true);
        using var moved = Aten.Sub(input, mean);
        using var variance = Aten.Var(input, axes, correction: 0, keep: true);
        using var safe = Aten.Add(variance, epsilon);
        var inverse = Aten.Rsqrt(safe);
        using var normal = Aten.Mul(moved, inverse);
        using var scaled = Aten.Mul(normal, frame.Input(1));
        frame.SetOutput(0, frame.Optional(2) is { } bias ? Aten.Add(scaled, bias) : scaled.Alias());
        frame.SetOutput(1, mean);
        frame.SetOutput(2, inverse);
    }
}
