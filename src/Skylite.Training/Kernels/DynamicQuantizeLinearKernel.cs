using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX DynamicQuantizeLinear: unsigned bytes with scale and zero point from the data's range, which always holds 0. It has no gradient.</summary>
public sealed class DynamicQuantizeLinearKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "DynamicQuantizeLinear";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => static frame =>
    {
        using var plain = Aten.Detach(frame.Input(0));
        using var greatest = Aten.Amax(plain);
        using var least = Aten.Amin(plain);
        var (high, low) = ((float)Math.Max(0, greatest.Item()), (float)Math.Min(0, least.Item()));
        var scale = (high - low) / 255f;
        var zero = scale == 0 ? 0 : Math.Clamp(MathF.Round(-low / scale), 0, 255);
        using var ratio = Aten.Div(plain, scale == 0 ? 1 : scale);
        using var rounded = Aten.Round(ratio);
        using var moved = Aten.Add(rounded, zero);
        using var limited = Aten.Clamp(moved, 0, 255);
        frame.SetOutput(0, Aten.To(limited, ScalarType.UInt8));
        frame.SetOutput(1, TorchTensor.Scalar(scale));
        frame.SetOutput(2, TorchTensor.Scalar(zero, ScalarType.UInt8));
    };
}
