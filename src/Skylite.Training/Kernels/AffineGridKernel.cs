using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX AffineGrid: the sampling positions of affine maps (Jaderberg et al., 2015, eq. 1), in two or three dimensions.</summary>
public sealed class AffineGridKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "AffineGrid";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var corners = node.Attributes.Int("align_corners", 0) != 0;
        return frame => frame.SetOutput(0, Aten.AffineGridGenerator(frame.Input(0), frame.Integers(1), corners));
    }
}
