using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Tile.</summary>
public sealed class TileKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Tile";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var given = node.ConstantOf(1)?.ToInt64();
        return frame => frame.SetOutput(0, Aten.Repeat(frame.Input(0), given ?? frame.Input(1).ToArray<long>()));
    }
}
