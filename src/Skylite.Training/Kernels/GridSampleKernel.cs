using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX GridSample of images: bilinear, nearest or bicubic at the coordinates of a grid.</summary>
public sealed class GridSampleKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "GridSample";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var interpolation = node.Attributes.Text("mode", "bilinear") switch
        {
            "bilinear" or "linear" => GridInterpolation.Bilinear,
            "nearest" => GridInterpolation.Nearest,
            "bicubic" or "cubic" => GridInterpolation.Bicubic,
            var mode => throw node.Refuse($"mode '{mode}' is not supported."),
        };
        var padding = node.Attributes.Text("padding_mode", "zeros") switch
        {
            "zeros" => GridPadding.Zeros,
            "border" => GridPadding.Border,
            "reflection" => GridPadding.Reflection,
            var mode => throw node.Refuse($"padding '{mode}' is not supported."),
        };
        var corners = node.Attributes.Int("align_corners", 0) != 0;
        return frame => frame.SetOutput(0, Aten.GridSample(frame.Input(0), frame.Input(1), interpolation, padding, corners));
    }
}
