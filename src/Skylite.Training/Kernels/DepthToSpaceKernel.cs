using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX DepthToSpace, in its two channel orders DCR and CRD.</summary>
public sealed class DepthToSpaceKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "DepthToSpace";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var block = node.Attributes.Int("blocksize", 1);
        var columnsFirst = node.Attributes.Text("mode", "DCR") == "DCR";
        return frame =>
        {
            var x = frame.Input(0);
            var (n, c, h, w) = (x.Shape[0], x.Shape[1] / (block * block), x.Shape[2], x.Shape[3]);
            using var apart = Aten.Reshape(x, columnsFirst ? [n, block, block, c, h, w] : [n, c, block, block, h, w]);
            using var ordered = Aten.Permute(apart, columnsFirst ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3]);
            frame.SetOutput(0, Aten.Reshape(ordered, [n, c, h * block, w * block]));
        };
    }
}
