using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Clip; bounds as attributes up to operator set 10, as inputs later.</summary>
public sealed class ClipKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Clip";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var low = Bound(node, "min", 1);
        var high = Bound(node, "max", 2);
        if (low is null || high is null)
        {
            return Dynamic;
        }

        if (float.IsNegativeInfinity(low.Value) && float.IsPositiveInfinity(high.Value))
        {
            return static frame => frame.Forward(0);
        }

        return (low.Value, high.Value) is (0, float.PositiveInfinity)
            ? static frame => frame.SetOutput(0, Aten.Relu(frame.Input(0)))
            : frame => Run(frame, low.Value, high.Value);
    }

    // A bound that is known nowhere but at run time gives null.
    private static float? Bound(NodeContext node, string attribute, int input)
    {
        var none = input == 1 ? float.NegativeInfinity : float.PositiveInfinity;
        if (!node.Node.HasInput(input))
        {
            return node.Attributes.Float(attribute, none);
        }

        var constant = node.ConstantOf(input);
        return constant is null ? null : constant.Type.ToString().Contains("Int", StringComparison.Ordinal) ? constant.ToInt64()[0] : constant.ToSingle()[0];
    }

    private static void Run(KernelFrame frame, float low, float high)
    {
        var input = frame.Input(0);
        if (input.Type == ScalarType.BFloat16 && frame.HasGradients)
        {
            frame.SetOutput(0, Activations.Clip(input, low, high));
        }
        else if (input.Type is not (ScalarType.Float32 or ScalarType.Float64) || float.IsInfinity(low) || float.IsInfinity(high))
        {
            frame.SetOutput(0, Aten.Clamp(input, float.IsInfinity(low) ? null : low, float.IsInfinity(high) ? null : high));
        }
        else if (frame.CanOverwrite(0))
        {
            Aten.HardtanhInPlace(input, low, high);
            frame.Forward(0);
        }
        else
        {
            frame.SetOutput(0, Aten.Hardtanh(input, low, high));
        }
    }

    private static void Dynamic(KernelFrame frame)
    {
        var result = frame.Input(0).Alias();
        if (frame.Optional(1) is { } low)
        {
            using var x = result;
            result = Aten.Maximum(x, low);
        }

        if (frame.Optional(2) is { } high)
        {
            using var x = result;
            result = Aten.Minimum(x, high);
        }

        frame.SetOutput(0, result);
    }
}
