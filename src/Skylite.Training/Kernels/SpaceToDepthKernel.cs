using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX SpaceToDepth.</summary>
public sealed class SpaceToDepthKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "SpaceToDepth";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var block = node.Attributes.Int("blocksize", 1);
        return frame =>
        {
            var x = frame.Input(0);
            var (n, c, h, w) = (x.Shape[0], x.Shape[1], x.Shape[2] / block, x.Shape[3] / block);
            using var apart = Aten.Reshape(x, [n, c, h, block, w, block]);
            using var ordered = Aten.Permute(apart, [0, 3, 5, 1, 2, 4]);
            frame.SetOutput(0, Aten.Reshape(ordered, [n, block * block * c, h, w]));
        };
    }
}
