using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Operators of the reference evaluator that only move elements.</summary>
internal static class ReferenceLayout
{
    public static Array64[]? Evaluate(Node node, Array64?[] inputs)
    {
        var x = inputs[0]!;
        var y = inputs.ElementAtOrDefault(1)!;
        int Axis(int otherwise) => (int)node.Attributes.Int("axis", otherwise) is var a && a < 0 ? a + x.Rank : (int)node.Attributes.Int("axis", otherwise);
        return node.OpType switch
        {
            "Reshape" => [Reshape(x, Ints(y))],
            "Flatten" => [x.Reshape(Array64.Size(x.Dims[..Axis(1)]), Array64.Size(x.Dims[Axis(1)..]))],
            "Squeeze" => [x.Reshape([.. x.Dims.Where((_, i) => !Ints(y).Contains(i))])],
            "Unsqueeze" => [x.Reshape([.. Ints(y).Order().Aggregate(x.Dims.ToList(), (d, a) => { d.Insert(a, 1); return d; })])],
            "Transpose" => [Transpose(x, [.. node.Attributes.Ints("perm")!.Select(p => (int)p)])],
            "Concat" => [Concat([.. inputs.Select(i => i!)], Axis(0))],
            "Split" => Split(x, y is null ? [.. Enumerable.Repeat(x.Dims[Axis(0)] / node.Outputs.Count, node.Outputs.Count)] : Ints(y), Axis(0)),
            "Slice" => [Slice(x, Ints(inputs[1]!), Ints(inputs[2]!), Ints(inputs[3]!), inputs.Length > 4 ? Ints(inputs[4]!) : null)],
            "Gather" => [Gather(x, y, Axis(0))],
            "Pad" => [Pad(x, Ints(y))],
            "Where" => [Array64.Build(Array64.BroadcastDims(x, y, inputs[2]!), at => x.Broadcast(at) != 0 ? y.Broadcast(at) : inputs[2]!.Broadcast(at))],
            "Tile" => [Array64.Build([.. x.Dims.Select((d, i) => d * Ints(y)[i])], at => x.At([.. at.Select((a, i) => a % x.Dims[i])]))],
            "Expand" => [Array64.Build(Array64.BroadcastDims(x, new Array64(Ints(y), [])), x.Broadcast)],
            "DepthToSpace" => [DepthToSpace(x, (int)node.Attributes.Int("blocksize", 1), node.Attributes.Text("mode", "DCR") == "CRD")],
            "SpaceToDepth" => [SpaceToDepth(x, (int)node.Attributes.Int("blocksize", 1))],
            _ => null,
        };
    }

    private static int[] Ints(Array64 array) => [.. array.Data.Select(v => (int)v)];

    private static Array64 Reshape(Array64 x, int[] target)
    {
        int[] dims = [.. target.Select((t, i) => t == 0 ? x.Dims[i] : t)];
        return x.Reshape([.. dims.Select(d => d == -1 ? x.Data.Length / -Array64.Size(dims) : d)]);
    }

    private static Array64 Transpose(Array64 x, int[] order) =>
        Array64.Build([.. order.Select(o => x.Dims[o])], at => x.At([.. Enumerable.Range(0, x.Rank).Select(d => at[Array.IndexOf(order, d)])]));

    private static Array64 Concat(Array64[] parts, int axis)
    {
        foreach (var part in parts)
        {
            Assert.Equal(parts[0].Dims.Where((_, i) => i != axis), part.Dims.Where((_, i) => i != axis));
        }

        int[] dims = [.. parts[0].Dims];
        dims[axis] = parts.Sum(p => p.Dims[axis]);
        return Array64.Build(dims, at =>
        {
            int[] inner = [.. at];
            foreach (var part in parts)
            {
                if (inner[axis] < part.Dims[axis])
                {
                    return part.At(inner);
                }

                inner[axis] -= part.Dims[axis];
            }

            throw new InvalidOperationException();
        });
    }

    private static Array64 Take(Array64 x, int axis, int[] indices) =>
        Array64.Build([.. x.Dims.Select((d, i) => i == axis ? indices.Length : d)], at => x.At([.. at.Select((a, i) => i == axis ? indices[a] : a)]));

    private static Array64[] Split(Array64 x, int[] lengths, int axis)
    {
        Assert.Equal(x.Dims[axis], lengths.Sum());
        return [.. lengths.Select((l, i) => Take(x, axis, [.. Enumerable.Range(lengths[..i].Sum(), l)]))];
    }

    private static Array64 Slice(Array64 x, int[] starts, int[] ends, int[] axes, int[]? steps)
    {
        for (var i = 0; i < axes.Length; i++)
        {
            var (length, step) = (x.Dims[axes[i]], steps?[i] ?? 1);
            var start = Math.Min(starts[i] < 0 ? starts[i] + length : starts[i], step > 0 ? length : length - 1);
            var end = ends[i] < -length ? -1 : Math.Min(ends[i] < 0 ? ends[i] + length : ends[i], length);
            x = Take(x, axes[i], [.. Enumerable.Range(0, length).Select(k => start + (k * step)).TakeWhile(p => step > 0 ? p < end : p > end)]);
        }

        return x;
    }

    private static Array64 Gather(Array64 x, Array64 indices, int axis)
    {
        var taken = Take(x, axis, [.. Ints(indices).Select(i => i < 0 ? i + x.Dims[axis] : i)]);
        return taken.Reshape([.. x.Dims[..axis], .. indices.Dims, .. x.Dims[(axis + 1)..]]);
    }

    private static Array64 Pad(Array64 x, int[] pads) =>
        Array64.Build([.. x.Dims.Select((d, i) => d + pads[i] + pads[i + x.Rank])], at =>
        {
            int[] inner = [.. at.Select((a, i) => a - pads[i])];
            return inner.Where((a, i) => a < 0 || a >= x.Dims[i]).Any() ? 0 : x.At(inner);
        });

    private static Array64 DepthToSpace(Array64 x, int b, bool columnFirst)
    {
        var c = x.Dims[1] / (b * b);
        return Array64.Build([x.Dims[0], c, x.Dims[2] * b, x.Dims[3] * b], at =>
        {
            var block = (at[2] % b * b) + (at[3] % b);
            return x.At(at[0], columnFirst ? (at[1] * b * b) + block : (block * c) + at[1], at[2] / b, at[3] / b);
        });
    }

    private static Array64 SpaceToDepth(Array64 x, int b) =>
        Array64.Build([x.Dims[0], x.Dims[1] * b * b, x.Dims[2] / b, x.Dims[3] / b], at =>
        {
            var (block, c) = (at[1] / x.Dims[1], at[1] % x.Dims[1]);
            return x.At(at[0], c, (at[2] * b) + (block / b), (at[3] * b) + (block % b));
        });
}
