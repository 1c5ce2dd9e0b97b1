using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX DFT: the discrete Fourier transform along an axis; the last axis holds one real number or real and imaginary part.</summary>
public sealed class DftKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "DFT";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var axis = node.Attributes.Int("axis", 1);
        var inverse = node.Attributes.Int("inverse", 0) != 0;
        var onesided = node.Attributes.Int("onesided", 0) != 0;
        return frame =>
        {
            var input = frame.Input(0);
            var along = axis < 0 ? axis + input.Rank : axis;
            var length = frame.Given(1) ? frame.Integers(1)[0] : input.Shape[along];
            // in single precision, the noise of a sum of many terms would stand where the result is 0
            using var wide = Aten.To(input, ScalarType.Float64);
            using var numbers = Numbers(wide);
            using var spectrum = inverse ? Aten.FftIfft(numbers, length, along) : Aten.FftFft(numbers, length, along);
            using var parts = Aten.ViewAsReal(spectrum);
            using var part = onesided ? Aten.Narrow(parts, along, 0, (length / 2) + 1) : parts.Alias();
            frame.SetOutput(0, Aten.To(part, input.Type));
        };
    }

    /// <summary>The numbers without their last axis, which has length 1 or 2.</summary>
    internal static TorchTensor Numbers(TorchTensor input)
    {
        if (input.Shape[^1] == 1)
        {
            return Aten.Squeeze(input, -1);
        }

        using var whole = Aten.Contiguous(input);
        return Aten.ViewAsComplex(whole);
    }
}
