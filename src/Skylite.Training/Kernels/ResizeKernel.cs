using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>
/// ONNX Resize and Upsample of any axes in every mode. What libtorch computes in the same way goes to it;
/// otherwise every axis is resampled on its own, nearest by selection and the others by a product with the matrix of their weights.
/// </summary>
/// <param name="opType">Resize or Upsample.</param>
public sealed class ResizeKernel(string opType) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var settings = ResizeSettings.Read(node);
        var scalesInput = OpType == "Upsample" || (node.Opset < 11 && node.Node.Inputs.Count == 2) ? 1 : 2;
        var scales = node.Attributes.Floats("scales")?.ToArray() ?? NonEmpty(node.ConstantOf(scalesInput)?.ToSingle());
        var sizes = OpType == "Upsample" || node.ConstantOf(3) is not { Count: > 0 } given ? null : given.ToInt64();
        var regions = scalesInput == 2 ? node.ConstantOf(1)?.ToSingle() : [];
        return frame =>
        {
            var input = frame.Input(0);
            var target = sizes ?? (scalesInput == 2 && frame.Given(3) ? frame.Input(3).ToArray<long>() : null);
            var factors = target is null ? scales ?? frame.Input(scalesInput).ToArray<float>() : null;
            var region = settings.Crops ? regions ?? frame.Input(1).ToArray<float>() : null;
            if (settings.Crops && factors is not null)
            {
                throw node.Refuse("it cuts out a region by scales, of whose size the standard and the runtimes differ. State the sizes instead.");
            }

            var all = settings.Axes(input.Shape, target, factors, region);
            if (settings.AlignsCorners && factors is not null && Array.Exists(all, a => a.From * a.Scale != a.To))
            {
                throw node.Refuse(
                    "it aligns corners at a scale that gives no whole length, of which the standard and the runtimes differ. State the sizes instead.");
            }

            frame.SetOutput(0, Resize(input, settings, [.. all.Where(a => a.Changes || settings.Crops)], factors is not null || settings.KeepsAspect));
        };
    }

    private static float[]? NonEmpty(float[]? values) => values is { Length: > 0 } ? values : null;

    private static TorchTensor Resize(TorchTensor input, ResizeSettings settings, ResizeAxis[] axes, bool byScale)
    {
        if (axes.Length == 0 || input.Count == 0)
        {
            return axes.Length == 0 ? input.Alias() : TorchTensor.Full(0, input.Type, input.Device, Lengths(input, axes));
        }

        if (settings.Mode == ResizeMode.Cubic && input.Type == ScalarType.BFloat16)
        {
            // The weights of four neighbours have both signs: in 16 bits their sum is far off.
            using var wide = Aten.To(input, ScalarType.Float32);
            using var resized = Resize(wide, settings, axes, byScale);
            return Aten.To(resized, input.Type);
        }

        if (IsImage(input, axes) && Native(input, settings, axes, byScale) is { } native)
        {
            return native;
        }

        var isFloat = input.Type is ScalarType.Float32 or ScalarType.Float64;
        var result = settings.Mode == ResizeMode.Nearest || isFloat ? input.Alias() : Aten.To(input, ScalarType.Float32);
        foreach (var axis in axes)
        {
            using var before = result;
            result = settings.Mode == ResizeMode.Nearest ? Select(before, settings, axis) : Interpolate(before, settings, axis);
        }

        foreach (var axis in axes.Where(_ => settings.Crops))
        {
            using var before = result;
            result = Extrapolate(before, settings, axis);
        }

        using var last = result;
        return Aten.To(last, input.Type);
    }

    private static long[] Lengths(TorchTensor input, ResizeAxis[] axes)
    {
        var lengths = (long[])input.Shape.Clone();
        foreach (var axis in axes)
        {
            lengths[axis.Axis] = axis.To;
        }

        return lengths;
    }

    private static bool IsImage(TorchTensor input, ResizeAxis[] axes) =>
        input.Rank == 4 && input.Type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16 && Array.TrueForAll(axes, a => a.Axis >= 2);

    private static TorchTensor? Native(TorchTensor x, ResizeSettings settings, ResizeAxis[] axes, bool byScale)
    {
        var size = Lengths(x, axes)[2..];
        double? Scale(int axis) => !byScale ? null : Array.Find(axes, a => a.Axis == axis)?.Scale ?? 1;
        if (settings.Mode == ResizeMode.Nearest)
        {
            // libtorch multiplies by 1/scale where ONNX divides: the same only where that is exact
            return settings.IsFloorOfAsymmetric && Array.TrueForAll(axes, a => a.Scale is 2 or 4 or 8)
                ? Aten.UpsampleNearest2d(x, size, Scale(2), Scale(3))
                : null;
        }

        return !settings.IsOfLibtorch || Array.Exists(axes, a => a.To == 1) ? null
            : settings.Mode == ResizeMode.Linear ? Aten.UpsampleBilinear2d(x, size, settings.AlignsCorners, Scale(2), Scale(3))
            : Aten.UpsampleBicubic2d(x, size, settings.AlignsCorners, Scale(2), Scale(3));
    }

    private static TorchTensor Select(TorchTensor x, ResizeSettings settings, ResizeAxis axis)
    {
        using var indices = TorchTensor.From<long>(settings.Nearest(axis), axis.To);
        return Aten.IndexSelect(x, axis.Axis, indices);
    }

    private static TorchTensor Interpolate(TorchTensor x, ResizeSettings settings, ResizeAxis axis)
    {
        using var exact = TorchTensor.From<double>(settings.Weights(axis), axis.From, axis.To);
        using var weights = Aten.To(exact, x.Type);
        using var moved = Aten.MoveAxis(x, axis.Axis, -1);
        using var product = Aten.MatMul(moved, weights);
        return Aten.MoveAxis(product, -1, axis.Axis);
    }

    private static TorchTensor Extrapolate(TorchTensor x, ResizeSettings settings, ResizeAxis axis)
    {
        var shape = Enumerable.Repeat(1L, x.Rank).ToArray();
        shape[axis.Axis] = axis.To;
        using var outside = TorchTensor.From<bool>(settings.Outside(axis), shape);
        return Aten.MaskedFill(x, outside, settings.Extrapolation);
    }
}
