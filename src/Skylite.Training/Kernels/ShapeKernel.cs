using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Shape, with the bounds of operator set 15.</summary>
public sealed class ShapeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Shape";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var start = node.Attributes.Int("start", 0);
        var end = node.Attributes.Int("end", long.MaxValue);
        return frame =>
        {
            var shape = frame.Input(0).Shape;
            var from = (int)Math.Clamp(start < 0 ? start + shape.Length : start, 0, shape.Length);
            var to = (int)Math.Clamp(end < 0 ? end + shape.Length : end, from, shape.Length);
            frame.SetOutput(0, TorchTensor.From<long>(shape.AsSpan(from, to - from), to - from));
        };
    }
}
