using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX GridSample of images and, but for cubic, volumes: linear, nearest or cubic at the coordinates of a grid.</summary>
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
        if (interpolation == GridInterpolation.Bicubic && node.RankOf(0) is not (-1 or 4))
        {
            throw node.Refuse("cubic sampling takes two spatial axes.");
        }

        return frame => frame.SetOutput(0, Aten.GridSample(frame.Input(0), frame.Input(1), interpolation, padding, corners));
    }
}
