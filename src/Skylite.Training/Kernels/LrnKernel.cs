using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX LRN: local response normalisation across channels (Krizhevsky et al., 2012, sec. 3.3).</summary>
public sealed class LrnKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "LRN";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var size = node.Attributes.Int("size", 1);
        var alpha = node.Attributes.Float("alpha", 1e-4f);
        var beta = node.Attributes.Float("beta", 0.75f);
        var bias = node.Attributes.Float("bias", 1);
        var window = new PoolingOptions { Kernel = [size, 1], Stride = [1, 1] };
        return frame =>
        {
            var input = frame.Input(0);
            using var square = Aten.Mul(input, input);
            using var flat = Aten.Reshape(square, [input.Shape[0], 1, input.Shape[1], -1]);
            using var padded = Aten.ConstantPad(flat, [0, 0, (size - 1) / 2, size / 2], 0);
            using var mean = Aten.AvgPool2d(padded, window);
            using var scaled = Aten.Mul(mean, alpha);
            using var shifted = Aten.Add(scaled, bias);
            using var power = Aten.Pow(shifted, beta);
            using var shaped = Aten.Reshape(power, input.Shape);
            frame.SetOutput(0, Aten.Div(input, shaped));
        };
    }
}
