using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX Unique: the different slices along an axis, or the different elements, sorted or in the order of their first appearance.</summary>
public sealed class UniqueKernel : IKernel
{
    private static readonly TorchOperator UniqueAlong = TorchOperator.Find("unique_dim");

    /// <inheritdoc/>
    public string OpType => "Unique";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var sorted = node.Attributes.Int("sorted", 1) != 0;
        var along = node.Attributes.Contains("axis") ? node.Attributes.Int("axis", 0) : (long?)null;
        return frame =>
        {
            using var input = along is null ? Aten.Flatten(frame.Input(0)) : frame.Input(0).Alias();
            var axis = along is null ? 0 : along < 0 ? along.Value + input.Rank : along.Value;
            var found = UniqueAlong.CallMany(input, axis, true, true, true);
            var inverse = found[1].ToArray<long>();
            var counts = found[2].ToArray<long>();
            var first = Firsts(inverse, counts.Length);
            var order = Enumerable.Range(0, counts.Length).ToArray();
            if (!sorted)
            {
                Array.Sort((long[])first.Clone(), order);
            }

            using var picks = Vector(order.Select(o => (long)o));
            frame.SetOutput(0, Aten.IndexSelect(found[0], axis, picks));
            frame.SetOutput(1, Vector(order.Select(o => first[o])));
            frame.SetOutput(2, Vector(inverse.Select(i => (long)Array.IndexOf(order, (int)i))));
            frame.SetOutput(3, Vector(order.Select(o => counts[o])));
        };
    }

    private static long[] Firsts(long[] inverse, int count)
    {
        var first = new long[count];
        for (var i = inverse.Length - 1; i >= 0; i--)
        {
            first[inverse[i]] = i;
        }

        return first;
    }

    private static TorchTensor Vector(IEnumerable<long> values)
    {
        long[] all = [.. values];
        return TorchTensor.From<long>(all, all.Length);
    }
}
