using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Resize and Upsample of the two last axes: nearest, linear and cubic, with the coordinate rules that libtorch has too.</summary>
/// <param name="opType">Resize or Upsample.</param>
public sealed class ResizeKernel(string opType) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var mode = node.Attributes.Text("mode", "nearest");
        var upsample = OpType == "Upsample";
        var coordinates = upsample ? "asymmetric" : node.Attributes.Text("coordinate_transformation_mode", "half_pixel");
        var scalesInput = upsample || (node.Opset < 11 && node.Node.Inputs.Count == 2) ? 1 : 2;
        var scales = node.Attributes.Floats("scales")?.ToArray() ?? NonEmpty(node.ConstantOf(scalesInput)?.ToSingle());
        var sizes = upsample || node.ConstantOf(3) is not { Count: > 0 } given ? null : given.ToInt64();
        var function = Function(node, mode, coordinates);
        return frame =>
        {
            var input = frame.Input(0);
            var factors = sizes is null && !frame.Given(3) ? scales ?? frame.Input(scalesInput).ToArray<float>() : null;
            var target = factors is null
                ? sizes ?? frame.Input(3).ToArray<long>()
                : [.. input.Shape.Select((length, axis) => (long)Math.Floor(length * (double)factors[axis]))];
            if (target.Length != 4 || target[0] != input.Shape[0] || target[1] != input.Shape[1])
            {
                throw new NotSupportedException($"The interpreter cannot run node '{node.Node.Name}' ({opType}): it resizes other axes than height and width.");
            }

            frame.SetOutput(0, function(input, [target[2], target[3]], factors?[2], factors?[3]));
        };
    }

    private static float[]? NonEmpty(float[]? values) => values is { Length: > 0 } ? values : null;

    private static Func<TorchTensor, long[], double?, double?, TorchTensor> Function(NodeContext node, string mode, string coordinates)
    {
        var corners = coordinates == "align_corners";
        switch (mode)
        {
            case "nearest" when coordinates == "asymmetric" && node.Attributes.Text("nearest_mode", "floor") == "floor":
                return (x, size, h, w) => Aten.UpsampleNearest2d(x, size, h, w);
            case "nearest" when coordinates is "half_pixel" or "pytorch_half_pixel":
                // Round-half-down on half-pixel centres differs from libtorch's exact mode at exact halves only, which integer factors never meet.
                return (x, size, h, w) => Aten.UpsampleNearestExact2d(x, size, h, w);
            case "linear" or "bilinear" when coordinates is "half_pixel" or "pytorch_half_pixel" or "align_corners":
                return (x, size, h, w) => Aten.UpsampleBilinear2d(x, size, corners, h, w);
            case "cubic" when coordinates is "half_pixel" or "pytorch_half_pixel" or "align_corners" && node.Attributes.Float("cubic_coeff_a", -0.75f) == -0.75f:
                return (x, size, h, w) => Aten.UpsampleBicubic2d(x, size, corners, h, w);
            default:
                throw node.Refuse($"mode '{mode}' with coordinates '{coordinates}' has no counterpart in libtorch.");
        }
    }
}
