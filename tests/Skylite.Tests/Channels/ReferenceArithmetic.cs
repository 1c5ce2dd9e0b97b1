using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Convolutions, products, normalisations, pooling and reductions of the reference evaluator.</summary>
internal static class ReferenceArithmetic
{
    public static Array64 Evaluate(Node node, Array64?[] inputs)
    {
        var x = inputs[0]!;
        return node.OpType switch
        {
            "Conv" => Conv(node, x, inputs[1]!, inputs.ElementAtOrDefault(2)),
            "ConvTranspose" => ConvTranspose(node, x, inputs[1]!, inputs.ElementAtOrDefault(2)),
            "Gemm" => Gemm(node, x, inputs[1]!, inputs.ElementAtOrDefault(2)),
            "MatMul" => MatMul(x, inputs[1]!),
            "BatchNormalization" => Array64.Build(x.Dims, at =>
                ((x.At(at) - inputs[3]!.Data[at[1]]) / Math.Sqrt(inputs[4]!.Data[at[1]] + 1e-5) * inputs[1]!.Data[at[1]]) + inputs[2]!.Data[at[1]]),
            "InstanceNormalization" => Normalize(x, [.. Enumerable.Range(2, x.Rank - 2)], at => inputs[1]!.Data[at[1]], at => inputs[2]!.Data[at[1]]),
            "LayerNormalization" => Normalize(x, [x.Rank - 1], at => inputs[1]!.Data[at[^1]], at => inputs[2]!.Data[at[^1]]),
            "Softmax" => Softmax(x, (int)node.Attributes.Int("axis", -1)),
            "GlobalAveragePool" => Reduce(x, [.. Enumerable.Range(2, x.Rank - 2)], keep: true),
            "ReduceMean" => Reduce(x, [.. node.Attributes.Ints("axes")!.Select(a => (int)(a < 0 ? a + x.Rank : a))], node.Attributes.Int("keepdims", 1) == 1),
            "ReduceSum" => new Array64(
                Reduce(x, Axes(node, inputs, x), true).Dims,
                [.. Reduce(x, Axes(node, inputs, x), true).Data.Select(v => v * Axes(node, inputs, x).Aggregate(1, (c, a) => c * x.Dims[a]))]),
            "ReduceL2" =>
                new Array64(
                    Reduce(x, Axes(node, inputs, x), true).Dims,
                    [.. Reduce(new Array64(x.Dims, [.. x.Data.Select(v => v * v)]), Axes(node, inputs, x), true).Data.Select(v => Math.Sqrt(
                        v * Axes(node, inputs, x).Aggregate(1, (c, a) => c * x.Dims[a])))]),
            "ReduceMax" => ReduceMax(x, Axes(node, inputs, x)),
            "GlobalMaxPool" => ReduceMax(x, [.. Enumerable.Range(2, x.Rank - 2)]),
            "LpNormalization" => LpNormalization(x, (int)node.Attributes.Int("axis", -1)),
            "MaxPool" => MaxPool(x),
            "Resize" => Array64.Build([x.Dims[0], x.Dims[1], x.Dims[2] * 2, x.Dims[3] * 2], at => x.At(at[0], at[1], at[2] / 2, at[3] / 2)),
            _ => throw new NotSupportedException(node.OpType),
        };
    }

    private static int[] Axes(Node node, Array64?[] inputs, Array64 x) =>
        [.. (node.Attributes.Ints("axes") ?? [.. inputs[1]!.Data.Select(v => (long)v)]).Select(a => (int)(a < 0 ? a + x.Rank : a))];

    private static Array64 Conv(Node node, Array64 x, Array64 w, Array64? bias)
    {
        var group = (int)node.Attributes.Int("group", 1);
        var spatial = w.Rank - 2;
        int[] Setting(string name, int otherwise) => [.. (node.Attributes.Ints(name) ?? [.. Enumerable.Repeat((long)otherwise, spatial)]).Select(v => (int)v)];
        var (pads, strides, dilations) = (Setting("pads", 0), Setting("strides", 1), Setting("dilations", 1));
        var (made, read, kernel) = (w.Dims[0], w.Dims[1], w.Dims[2..]);
        Assert.Equal(x.Dims[1], read * group);
        Assert.Equal(0, made % group);
        int[] dims = [x.Dims[0], made, .. kernel.Select((k, i) => ((x.Dims[i + 2] + (2 * pads[i]) - ((k - 1) * dilations[i]) - 1) / strides[i]) + 1)];
        var taps = new List<int[]>();
        _ = Array64.Build(kernel, at => { taps.Add([.. at]); return 0; });
        return Array64.Build(dims, at =>
        {
            var sum = bias?.Data[at[1]] ?? 0;
            var first = at[1] / (made / group) * read;
            foreach (var tap in taps)
            {
                int[] place = [.. tap.Select((t, i) => (at[i + 2] * strides[i]) + (t * dilations[i]) - pads[i])];
                for (var c = 0; c < read && !place.Where((p, i) => p < 0 || p >= x.Dims[i + 2]).Any(); c++)
                {
                    sum += x.At([at[0], first + c, .. place]) * w.At([at[1], c, .. tap]);
                }
            }

            return sum;
        });
    }

    // Kernel and stride 2: every output pixel has one source pixel.
    private static Array64 ConvTranspose(Node node, Array64 x, Array64 w, Array64? bias)
    {
        var group = (int)node.Attributes.Int("group", 1);
        var (read, perGroup) = (w.Dims[0] / group, w.Dims[1]);
        Assert.Equal(x.Dims[1], w.Dims[0]);
        return Array64.Build([x.Dims[0], perGroup * group, x.Dims[2] * 2, x.Dims[3] * 2], at =>
        {
            var sum = bias?.Data[at[1]] ?? 0;
            var (g, j) = (at[1] / perGroup, at[1] % perGroup);
            for (var c = g * read; c < (g + 1) * read; c++)
            {
                sum += x.At(at[0], c, at[2] / 2, at[3] / 2) * w.At(c, j, at[2] % 2, at[3] % 2);
            }

            return sum;
        });
    }

    private static Array64 Gemm(Node node, Array64 a, Array64 b, Array64? c)
    {
        var (left, right) = (node.Attributes.Int("transA", 0) != 0, node.Attributes.Int("transB", 0) != 0);
        var (rows, inner, columns) = (a.Dims[left ? 1 : 0], a.Dims[left ? 0 : 1], b.Dims[right ? 0 : 1]);
        Assert.Equal(inner, b.Dims[right ? 1 : 0]);
        return Array64.Build([rows, columns], at =>
        {
            var sum = c?.Broadcast(at) ?? 0;
            for (var k = 0; k < inner; k++)
            {
                sum += (left ? a.At(k, at[0]) : a.At(at[0], k)) * (right ? b.At(at[1], k) : b.At(k, at[1]));
            }

            return sum;
        });
    }

    private static Array64 MatMul(Array64 a, Array64 b)
    {
        Assert.Equal(a.Dims[^1], b.Dims[^2]);
        var batch = Array64.BroadcastDims(new Array64(a.Dims[..^2], []), new Array64(b.Dims[..^2], []));
        return Array64.Build([.. batch, a.Dims[^2], b.Dims[^1]], at =>
        {
            double sum = 0;
            for (var k = 0; k < a.Dims[^1]; k++)
            {
                sum += a.Broadcast([.. at[..^1], k]) * b.Broadcast([.. at[..^2], k, at[^1]]);
            }

            return sum;
        });
    }

    private static Array64 Normalize(Array64 x, int[] axes, Func<int[], double> scale, Func<int[], double> shift)
    {
        var mean = Reduce(x, axes, keep: true);
        var variance = Reduce(Array64.Build(x.Dims, at => Math.Pow(x.At(at) - mean.Broadcast(at), 2)), axes, keep: true);
        return Array64.Build(x.Dims, at => ((x.At(at) - mean.Broadcast(at)) / Math.Sqrt(variance.Broadcast(at) + 1e-5) * scale(at)) + shift(at));
    }

    private static Array64 Softmax(Array64 x, int axis)
    {
        axis = axis < 0 ? axis + x.Rank : axis;
        var exp = new Array64(x.Dims, [.. x.Data.Select(Math.Exp)]);
        var mean = Reduce(exp, [axis], keep: true);
        return Array64.Build(x.Dims, at => exp.At(at) / (mean.Broadcast(at) * x.Dims[axis]));
    }

    private static Array64 Reduce(Array64 x, int[] axes, bool keep)
    {
        int[] kept = [.. x.Dims.Select((d, i) => axes.Contains(i) ? 1 : d)];
        var sums = new double[Array64.Size(kept)];
        _ = Array64.Build(x.Dims, at =>
        {
            var offset = 0;
            for (var d = 0; d < at.Length; d++)
            {
                offset = (offset * kept[d]) + (kept[d] == 1 ? 0 : at[d]);
            }

            return sums[offset] += x.At(at);
        });
        var count = x.Data.Length / sums.Length;
        return new Array64(keep ? kept : [.. x.Dims.Where((_, i) => !axes.Contains(i))], [.. sums.Select(s => s / count)]);
    }

    private static Array64 MaxPool(Array64 x) =>
        Array64.Build([x.Dims[0], x.Dims[1], x.Dims[2] / 2, x.Dims[3] / 2], at =>
            Enumerable.Range(0, 4).Max(k => x.At(at[0], at[1], (at[2] * 2) + (k / 2), (at[3] * 2) + (k % 2))));

    private static Array64 ReduceMax(Array64 x, int[] axes) =>
        Array64.Build([.. x.Dims.Select((d, i) => axes.Contains(i) ? 1 : d)], at =>
        {
            var largest = double.NegativeInfinity;
            _ = Array64.Build(
                [.. x.Dims.Select((d, i) => axes.Contains(i) ? d : 1)], inner => largest = Math.Max(largest, x.At([.. at.Zip(inner, (a, b) => a + b)])));
            return largest;
        });

    private static Array64 LpNormalization(Array64 x, int axis)
    {
        axis = axis < 0 ? axis + x.Rank : axis;
        var square = Reduce(new Array64(x.Dims, [.. x.Data.Select(v => v * v)]), [axis], keep: true);
        return Array64.Build(x.Dims, at => x.At(at) / Math.Sqrt(square.Broadcast(at) * x.Dims[axis]));
    }
}
