using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Range.</summary>
public sealed class RangeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Range";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node) => static frame =>
    {
        double start = frame.Input(0).Item(), limit = frame.Input(1).Item(), step = frame.Input(2).Item();
        var count = (int)Math.Max(0, Math.Ceiling((limit - start) / step));
        using var values = TorchTensor.From<double>([.. Enumerable.Range(0, count).Select(i => start + (i * step))], count);
        frame.SetOutput(0, Aten.To(values, frame.Input(0).Type));
    };
}
