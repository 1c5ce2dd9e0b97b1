using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>Softmax and LogSoftmax: along one axis from operator set 13 on, over all axes from the given one on before.</summary>
/// <param name="opType">The operator's name as ONNX spells it.</param>
/// <param name="function">Computes it along an axis.</param>
public sealed class SoftmaxKernel(string opType, Func<TorchTensor, long, TorchTensor> function) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var modern = node.Opset >= 13;
        var axis = node.Attributes.Int("axis", modern ? -1 : 1);
        return frame =>
        {
            var input = frame.Input(0);
            var along = (int)(axis < 0 ? axis + input.Rank : axis);
            if (modern || along == input.Rank - 1)
            {
                frame.SetOutput(0, function(input, along));
                return;
            }

            using var flat = Aten.Reshape(input, [.. input.Shape[..along], -1]);
            using var result = function(flat, along);
            frame.SetOutput(0, Aten.Reshape(result, input.Shape));
        };
    }
}
