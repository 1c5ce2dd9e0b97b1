using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX EyeLike: ones on a diagonal in the shape of the input.</summary>
public sealed class EyeLikeKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "EyeLike";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var diagonal = node.Attributes.Int("k", 0);
        var stated = (ElementType)node.Attributes.Int("dtype", 0);
        var type = GraphTensors.CarrierOf(stated == ElementType.Undefined ? node.Node.Input(0).Type : stated);
        return frame =>
        {
            var shape = frame.Input(0).Shape;
            var numbers = new float[shape[0] * shape[1]];
            for (var row = Math.Max(0, -diagonal); row < shape[0] && row + diagonal < shape[1]; row++)
            {
                numbers[(row * shape[1]) + row + diagonal] = 1;
            }

            using var eye = TorchTensor.From<float>(numbers, shape);
            frame.SetOutput(0, Aten.To(eye, type ?? frame.Input(0).Type));
        };
    }
}
