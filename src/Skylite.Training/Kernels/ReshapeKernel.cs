using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Reshape: 0 keeps an axis (unless <c>allowzero</c>), −1 takes what is left.</summary>
public sealed class ReshapeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Reshape";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var fixedShape = node.IntsOf("shape", 1);
        var allowZero = node.Attributes.Int("allowzero", 0) != 0;
        return frame =>
        {
            var input = frame.Input(0);
            long[] shape = [.. fixedShape ?? frame.Input(1).ToArray<long>()];
            for (var i = 0; i < shape.Length; i++)
            {
                if (shape[i] == 0 && !allowZero)
                {
                    shape[i] = input.Shape[i];
                }
            }

            frame.SetOutput(0, Aten.Reshape(input, shape));
        };
    }
}
