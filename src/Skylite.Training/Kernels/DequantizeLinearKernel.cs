using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX DequantizeLinear on its own: (x − zero point) · scale.</summary>
public sealed class DequantizeLinearKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "DequantizeLinear";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        if (node.Attributes.Int("block_size", 0) != 0)
        {
            throw node.Refuse("scales per block are not supported.");
        }

        var axis = node.Attributes.Int("axis", 1);
        return frame =>
        {
            var input = frame.Input(0);
            using var scale = QuantizeLinearKernel.Broadcast(frame.Input(1), axis, input.Rank);
            using var numbers = Aten.To(input, ScalarType.Float32);
            if (frame.Optional(2) is not { } point)
            {
                frame.SetOutput(0, Aten.Mul(numbers, scale));
                return;
            }

            using var zero = QuantizeLinearKernel.Broadcast(point, axis, input.Rank);
            using var wide = Aten.To(zero, ScalarType.Float32);
            using var moved = Aten.Sub(numbers, wide);
            frame.SetOutput(0, Aten.Mul(moved, scale));
        };
    }
}
