using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Pad on any axes: constant, reflect, edge and wrap; negative pads cut off.</summary>
public sealed class PadKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "Pad";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var mode = node.Attributes.Text("mode", "constant");
        if (mode is not ("constant" or "reflect" or "edge" or "wrap"))
        {
            throw node.Refuse($"mode '{mode}' is not one of constant, reflect, edge and wrap.");
        }

        var known = node.IntsOf("pads", 1);
        var value = node.Attributes.Float("value", 0);
        return frame =>
        {
            var input = frame.Input(0);
            var (begin, end) = Spread(known ?? frame.Integers(1), frame.Given(3) ? frame.Integers(3) : null, input.Rank);
            if (mode == "constant")
            {
                frame.SetOutput(0, SpatialWindow.Pad(input, begin, end, frame.Given(2) ? frame.Input(2).Item() : value));
            }
            else if (mode != "wrap" && IsNative(input, begin, end))
            {
                frame.SetOutput(0, Aten.Pad(input, Pairs(begin, end), mode == "edge" ? "replicate" : mode));
            }
            else
            {
                frame.SetOutput(0, ByIndex(input, begin, end, mode));
            }
        };
    }

    // ONNX lists all beginnings, then all ends, for all axes or for those that it names.
    private static (long[] Begin, long[] End) Spread(long[] pads, long[]? axes, int rank)
    {
        var count = pads.Length / 2;
        var (begin, end) = (new long[rank], new long[rank]);
        for (var i = 0; i < count; i++)
        {
            var axis = axes is null ? i : axes[i] < 0 ? axes[i] + rank : axes[i];
            (begin[axis], end[axis]) = (pads[i], pads[i + count]);
        }

        return (begin, end);
    }

    // libtorch mirrors and repeats floats on the axes after the channels, by less than their length.
    private static bool IsNative(TorchTensor input, long[] begin, long[] end) =>
        input.Type.IsFloatingPoint() && input.Rank is >= 3 and <= 5
        && Array.TrueForAll([.. begin[..2], .. end[..2]], p => p == 0)
        && begin.Concat(end).All(p => p >= 0)
        && begin.Zip(end, input.Shape).Skip(2).All(p => Math.Max(p.First, p.Second) < p.Third);

    private static long[] Pairs(long[] begin, long[] end) =>
        [.. Enumerable.Range(0, begin.Length - 2).SelectMany(i => new[] { begin[^(i + 1)], end[^(i + 1)] })];

    private static TorchTensor ByIndex(TorchTensor input, long[] begin, long[] end, string mode)
    {
        var result = input.Alias();
        for (var axis = 0; axis < input.Rank; axis++)
        {
            if (begin[axis] == 0 && end[axis] == 0)
            {
                continue;
            }

            var size = input.Shape[axis];
            var count = Math.Max(0, size + begin[axis] + end[axis]);
            using var before = result;
            using var places = TorchTensor.From<long>([.. Enumerable.Range(0, (int)count).Select(i => Place(i - begin[axis], size, mode))], count);
            result = Aten.IndexSelect(before, axis, places);
        }

        return result;
    }

    private static long Place(long i, long size, string mode)
    {
        if (mode == "edge")
        {
            return Math.Clamp(i, 0, size - 1);
        }

        var period = mode == "wrap" ? size : Math.Max(1, 2 * (size - 1));
        var place = ((i % period) + period) % period;
        return place < size ? place : period - place;
    }
}
