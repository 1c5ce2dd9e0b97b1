using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Slice: bounds as attributes up to operator set 9, as inputs later; negative steps walk backwards.</summary>
public sealed class SliceKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Slice";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        long[]? starts = node.IntsOf("starts", 1), ends = node.IntsOf("ends", 2), axes = node.IntsOf("axes", 3), steps = node.ConstantOf(4)?.ToInt64();
        return frame =>
        {
            var from = starts ?? frame.Input(1).ToArray<long>();
            var to = ends ?? frame.Input(2).ToArray<long>();
            var along = axes ?? frame.Optional(3)?.ToArray<long>();
            var by = steps ?? frame.Optional(4)?.ToArray<long>();
            var result = frame.Input(0).Alias();
            for (var i = 0; i < from.Length; i++)
            {
                using var before = result;
                result = Cut(before, along?[i] ?? i, from[i], to[i], by?[i] ?? 1);
            }

            frame.SetOutput(0, result);
        };
    }

    private static TorchTensor Cut(TorchTensor input, long axis, long start, long end, long step)
    {
        axis = axis < 0 ? axis + input.Rank : axis;
        var size = input.Shape[axis];
        start = start < 0 ? start + size : start;
        end = end < 0 && end >= -size ? end + size : end;
        if (step > 0)
        {
            return Aten.Slice(input, axis, Math.Clamp(start, 0, size), Math.Clamp(end, 0, size), step);
        }

        start = Math.Clamp(start, -1, size - 1);
        end = Math.Clamp(end, -1, size - 1);
        var count = start > end ? (start - end - step - 1) / -step : 0;
        using var indices = TorchTensor.From<long>([.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))], count);
        return Aten.IndexSelect(input, axis, indices);
    }
}
