using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX STFT: Fourier transforms of windows that slide over a signal.</summary>
public sealed class StftKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "STFT";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var onesided = node.Attributes.Int("onesided", 1) != 0;
        return frame =>
        {
            var step = frame.Integers(1)[0];
            var length = frame.Given(3) ? frame.Integers(3)[0] : frame.Input(2).Count;
            using var signal = frame.Input(0).Rank == 3 ? DftKernel.Numbers(frame.Input(0)) : frame.Input(0).Alias();
            using var frames = Aten.Unfold(signal, 1, length, step);
            using var windowed = frame.Given(2) ? Aten.Mul(frames, frame.Input(2)) : frames.Alias();
            using var spectrum = Aten.FftFft(windowed, length, -1);
            using var parts = Aten.ViewAsReal(spectrum);
            frame.SetOutput(0, onesided ? Aten.Narrow(parts, 2, 0, (length / 2) + 1) : parts.Alias());
        };
    }
}
