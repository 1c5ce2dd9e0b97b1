using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Small graphs of the patterns that networks are made of, with the number of removable groups each must have.</summary>
internal static class Patterns
{
    public static IReadOnlyDictionary<string, (Func<Graph> Build, int Groups)> All => Everything.Value;

    private static readonly IReadOnlyDictionary<string, (Func<Graph> Build, int Groups)> Basic = new Dictionary<string, (Func<Graph>, int)>
    {
        ["chain"] = (Chain, 8 + 6),
        ["residual"] = (Residual, 8 + 5),
        ["concat"] = (Concatenation, 4 + 6),
        ["concat with raw bands"] = (RawBands, 8),
        ["depthwise"] = (() => Depthwise(1), 8),
        ["depthwise with multiplier"] = (() => Depthwise(3), 8),
        ["grouped convolution, many groups"] = (() => Grouped(4, 2), 4),
        ["grouped convolution, few groups"] = (() => Grouped(2, 6), 6 + 6),
        ["transposed convolution"] = (() => Transposed(1), 6 + 4),
        ["transposed depthwise convolution"] = (() => Transposed(6), 6),
        ["transposed grouped convolution"] = (() => Transposed(2), 3 + 2),
        ["channel shuffle"] = (ChannelShuffle, 4),
        ["chunk and gate"] = (ChunkAndGate, 6),
        ["split unevenly"] = (SplitUnevenly, 8),
        ["slice"] = (() => SliceChannels(1), 9),
        ["strided slice"] = (() => SliceChannels(2), 9),
        ["reversed slice"] = (ReversedSlice, 6 + 4),
        ["gather"] = (GatherChannels, 6),
        ["pixel shuffle"] = (() => PixelShuffle("CRD"), 3),
        ["depth to space"] = (() => PixelShuffle("DCR"), 3),
        ["pixel shuffle by reshape"] = (PixelShuffleByReshape, 3),
        ["space to depth"] = (SpaceToDepth, 4),
        ["flatten to gemm"] = (FlattenToGemm, 5 + 6),
        ["squeeze and excitation"] = (SqueezeAndExcitation, 8 + 2),
        ["shared weights"] = (Siamese, 6 + 5),
        ["u-net"] = (UNet, 4 + 6 + 5),
        ["two heads"] = (TwoHeads, 8 + 4),
        ["layer normalisation"] = (LayerNormalised, 12),
        ["group normalisation by reshape"] = (GroupNormalised, 4),
        ["instance normalisation"] = (InstanceNormalised, 6),
        ["attention, separate projections"] = (() => Attention(fused: false), 4 + 4),
        ["attention, fused projection"] = (() => Attention(fused: true), 4),
        ["attention with a position bias"] = (() => Attention(fused: true, bias: true), 4),
        ["pad channels"] = (PadChannels, 6),
        ["tile and expand"] = (TileAndExpand, 5),
        ["transposed initializer"] = (TransposedInitializer, 7),
        ["gemm without transposition"] = (PlainGemm, 7),
        ["parametric relu"] = (ParametricRelu, 6),
        ["division by a parameter"] = (Division, 6),
        ["sigmoid before the next layer"] = (SigmoidBetween, 6),
        ["spatial attention"] = (SpatialAttention, 5),
        ["distance of siamese features"] = (Distance, 6),
        ["normalised features"] = (Normalised, 6),
        ["dot product of features"] = (DotProduct, 6 + 6),
        ["mean over channels"] = (() => OverChannels("ReduceMean"), 0),
        ["sum over loud channels"] = (() => OverChannels("Sigmoid"), 0),
        ["softmax over channels"] = (SoftmaxOverChannels, 0),
        ["shuffle unit"] = (ShuffleUnit, 4),
        ["token sequence"] = (Tokens, 6 + 8),
    };

    private static readonly Lazy<Dictionary<string, (Func<Graph> Build, int Groups)>> Everything = new(() =>
        Basic.Concat(NetworkPatterns.All).Concat(LayoutPatterns.All).Concat(TokenPatterns.All).Concat(NormalizationPatterns.All).Concat(QuantizedPatterns.All)
            .ToDictionary(p => p.Key, p => p.Value));

    private static Graph Chain()
    {
        var s = new GraphSketch();
        return s.Head(s.Block(s.Block(s.Input(2, 3, 5, 5), 3, 8), 8, 6), 6);
    }

    private static Graph Residual()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 8);
        return s.Head(s.Relu(s.Apply("Add", x, s.Norm(s.Conv(s.Block(x, 8, 5), 5, 8), 8))), 8);
    }

    private static Graph Concatenation()
    {
        var s = new GraphSketch();
        var x = s.Input(2, 3, 4, 4);
        return s.Head(s.Norm(s.Concat(1, s.Block(x, 3, 4), s.Block(x, 3, 6)), 10), 10);
    }

    private static Graph RawBands()
    {
        var s = new GraphSketch();
        var x = s.Input(2, 3, 4, 4);
        return s.Head(s.Relu(s.Concat(1, s.Block(x, 3, 8), x)), 11);
    }

    private static Graph Depthwise(int multiplier)
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 8);
        return s.Head(s.Relu(s.Norm(s.Conv(x, 8, 8 * multiplier, 3, group: 8), 8 * multiplier)), 8 * multiplier);
    }

    private static Graph Grouped(int groups, int width)
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, groups * width);
        return s.Head(s.Relu(s.Conv(x, groups * width, groups * width, 3, group: groups)), groups * width);
    }

    private static Graph Transposed(int group)
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 3, 3), 3, 6);
        var to = group == 6 ? 12 : 4;
        x = s.Apply(
            "ConvTranspose", [x, s.Random("weight", 6, to / group, 2, 2), s.Random("bias", to)], ("group", (long)group), ("strides", new long[] { 2, 2 }));
        return s.Head(s.Relu(x), to);
    }

    private static Graph ChannelShuffle()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 8);
        x = s.Reshape(s.Transpose(s.Reshape(x, 0, 2, 4, 4, 4), 0, 2, 1, 3, 4), 0, 8, 4, 4);
        return s.Head(s.Relu(x), 8);
    }

    private static Graph ChunkAndGate()
    {
        var s = new GraphSketch();
        var parts = s.Split(s.Conv(s.Input(2, 3, 4, 4), 3, 12), 1, 6, 6);
        return s.Head(s.Apply("Mul", parts[0], s.Apply("Sigmoid", parts[1])), 6);
    }

    private static Graph SplitUnevenly()
    {
        var s = new GraphSketch();
        var parts = s.Split(s.Block(s.Input(2, 3, 4, 4), 3, 8), 1, 5, 3);
        return s.Output(s.Conv(parts[0], 5, 2), s.Conv(parts[1], 3, 2));
    }

    private static Graph SliceChannels(int step)
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 9);
        return s.Output(s.Conv(s.Slice(x, 1, -2, 1, step), step == 1 ? 6 : 3, 2), s.Conv(x, 9, 2));
    }

    private static Graph ReversedSlice()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 6);
        return s.Head(s.Conv(s.Slice(x, -1, long.MinValue + 1, 1, -1), 6, 4), 4);
    }

    private static Graph GatherChannels()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 6);
        return s.Output(s.Conv(s.Apply("Gather", [x, s.Ints(5, 0, 0, 3, -2)], ("axis", 1L)), 5, 2), s.Conv(x, 6, 2));
    }

    private static Graph PixelShuffle(string mode)
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 3, 3), 3, 12);
        return s.Head(s.Relu(s.Apply("DepthToSpace", [x], ("blocksize", 2L), ("mode", mode))), 3);
    }

    private static Graph PixelShuffleByReshape()
    {
        var s = new GraphSketch();
        var x = s.Reshape(s.Block(s.Input(2, 3, 3, 3), 3, 12), -1, 3, 2, 2, 3, 3);
        return s.Head(s.Conv(s.Reshape(s.Transpose(x, 0, 1, 4, 2, 5, 3), -1, 3, 6, 6), 3, 1), 1);
    }

    private static Graph SpaceToDepth()
    {
        var s = new GraphSketch();
        var x = s.Apply("SpaceToDepth", [s.Block(s.Input(2, 3, 4, 4), 3, 4)], ("blocksize", 2L));
        return s.Head(x, 16);
    }

    private static Graph FlattenToGemm()
    {
        var s = new GraphSketch();
        var x = s.Apply("Flatten", s.MaxPool(s.Block(s.Input(2, 3, 4, 4), 3, 5)));
        return s.Output(s.Gemm(s.Relu(s.Gemm(x, 20, 6)), 6, 3));
    }

    private static Graph SqueezeAndExcitation()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 8);
        var gate = s.Apply("Sigmoid", s.Conv(s.Relu(s.Conv(s.Apply("GlobalAveragePool", x), 8, 2)), 2, 8));
        return s.Head(s.Apply("Mul", x, gate), 8);
    }

    private static Graph Siamese()
    {
        var s = new GraphSketch();
        var (w1, w2) = (s.Random("first", 6, 3, 1, 1), s.Random("second", 5, 6, 1, 1));
        Value Branch(Value x) => s.Relu(s.Apply("Conv", s.Relu(s.Apply("Conv", x, w1)), w2));
        return s.Head(s.Apply("Sub", Branch(s.Input(1, 3, 4, 4)), Branch(s.Input(1, 3, 4, 4))), 5);
    }

    private static Graph UNet()
    {
        var s = new GraphSketch();
        var shallow = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        var deep = s.Block(s.MaxPool(shallow), 4, 6);
        var up = s.Double(deep);
        return s.Output(s.Conv(s.Block(s.Concat(1, up, shallow), 10, 5), 5, 2));
    }

    private static Graph TwoHeads()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 8);
        return s.Output(s.Conv(s.Block(x, 8, 4), 4, 2), s.Gemm(s.Apply("Flatten", s.Apply("GlobalAveragePool", x)), 8, 3));
    }

    private static Graph LayerNormalised()
    {
        var s = new GraphSketch();
        var x = s.MatMul(s.Input(2, 3, 4), 4, 6);
        var normal = s.Apply("LayerNormalization", x, s.Random("scale", 6), s.Random("shift", 6));
        return s.Output(s.Apply("Add", x, s.MatMul(s.Relu(s.MatMul(normal, 6, 12)), 12, 6)));
    }

    private static Graph GroupNormalised()
    {
        var s = new GraphSketch();
        var x = s.Reshape(s.Conv(s.Input(2, 3, 4, 4), 3, 8), 0, 4, -1);
        x = s.Reshape(s.Apply("InstanceNormalization", x, s.Random("one", 4), s.Random("zero", 4)), 0, 8, 4, 4);
        return s.Head(s.Apply("Add", s.Apply("Mul", x, s.Random("scale", 8, 1, 1)), s.Random("shift", 8, 1, 1)), 8);
    }

    private static Graph InstanceNormalised()
    {
        var s = new GraphSketch();
        return s.Head(s.Relu(s.Apply("InstanceNormalization", s.Conv(s.Input(2, 3, 4, 4), 3, 6), s.Random("scale", 6), s.Random("shift", 6))), 6);
    }

    private static Graph Attention(bool fused, bool bias = false)
    {
        var s = new GraphSketch();
        var x = s.Input(2, 5, 6);
        Value[] parts;
        if (fused)
        {
            var all = s.Transpose(s.Reshape(s.MatMul(x, 6, 24), 0, 0, 3, 2, 4), 2, 0, 3, 1, 4);
            parts = [.. Enumerable.Range(0, 3).Select(i => s.Apply("Gather", [all, s.Graph.AddInitializer($"pick{i}", Tensor.Scalar((long)i))], ("axis", 0L)))];
        }
        else
        {
            parts = [.. Enumerable.Range(0, 3).Select(_ => s.Transpose(s.Reshape(s.MatMul(x, 6, 8), 0, 0, 2, 4), 0, 2, 1, 3))];
        }

        var scores = s.Apply("MatMul", parts[0], s.Transpose(parts[1], 0, 1, 3, 2));
        scores = s.Apply("Softmax", bias ? s.Apply("Add", scores, s.Reshape(s.Transpose(s.Random("table", 25, 2), 1, 0), 1, 2, 5, 5)) : scores);
        var mixed = s.Reshape(s.Transpose(s.Apply("MatMul", scores, parts[2]), 0, 2, 1, 3), 0, 0, 8);
        return s.Output(s.MatMul(mixed, 8, 6));
    }

    private static Graph PadChannels()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        var wide = s.Apply("Pad", x, s.Ints(0, 1, 0, 0, 0, 1, 0, 0));
        return s.Head(s.Relu(s.Apply("Add", wide, s.Conv(x, 4, 6))), 6);
    }

    private static Graph TileAndExpand()
    {
        var s = new GraphSketch();
        var x = s.Apply("GlobalAveragePool", s.Block(s.Input(2, 3, 4, 4), 3, 5));
        return s.Head(s.Conv(s.Apply("Tile", s.Apply("Expand", x, s.Ints(2, 5, 3, 3)), s.Ints(1, 2, 1, 1)), 10, 1), 1);
    }

    private static Graph TransposedInitializer()
    {
        var s = new GraphSketch();
        var first = s.Apply("MatMul", s.Input(2, 4), s.Transpose(s.Random("weight", 7, 4), 1, 0));
        return s.Output(s.Apply("MatMul", s.Relu(first), s.Apply("Identity", s.Random("weight", 7, 3))));
    }

    private static Graph PlainGemm()
    {
        var s = new GraphSketch();
        return s.Output(s.Gemm(s.Relu(s.Gemm(s.Input(2, 4), 4, 7, transposed: false)), 7, 3, transposed: false));
    }

    private static Graph ParametricRelu()
    {
        var s = new GraphSketch();
        return s.Head(s.Apply("PRelu", s.Conv(s.Input(2, 3, 4, 4), 3, 6), s.Random("slope", 6, 1, 1)), 6);
    }

    private static Graph Division()
    {
        var s = new GraphSketch();
        var x = s.Apply("Div", s.Conv(s.Input(2, 3, 4, 4), 3, 6), s.Apply("Reshape", s.Positive("divisor", 6), s.Ints(6, 1, 1)));
        return s.Head(x, 6);
    }

    private static Graph SigmoidBetween()
    {
        var s = new GraphSketch();
        return s.Head(s.Apply("Softplus", s.Conv(s.Input(2, 3, 4, 4), 3, 6)), 6);
    }

    private static Graph SpatialAttention()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 5);
        var map = s.Apply("Sigmoid", s.Conv(x, 5, 1, 3));
        return s.Head(s.Apply("Mul", x, map), 5);
    }

    private static Graph Distance()
    {
        var s = new GraphSketch();
        var (weight, bias) = (s.Random("weight", 6, 3, 1, 1), s.Random("bias", 6));
        Value Branch(Value x) => s.Relu(s.Apply("Conv", x, weight, bias));
        return s.Output(s.Apply("ReduceL2", [s.Apply("Sub", Branch(s.Input(1, 3, 4, 4)), Branch(s.Input(1, 3, 4, 4)))], ("axes", new long[] { 1 })));
    }

    private static Graph Normalised()
    {
        var s = new GraphSketch();
        var x = s.Conv(s.Input(1, 3, 4, 4), 3, 6);
        return s.Head(s.Apply("Div", x, s.Apply("ReduceL2", [x], ("axes", new long[] { 1 }))), 6);
    }

    private static Graph DotProduct()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        var (left, right) = (s.Block(x, 3, 6), s.Block(s.Block(x, 3, 6), 6, 6));
        return s.Output(s.Apply("ReduceSum", s.Apply("Mul", left, right), s.Ints(1)));
    }

    private static Graph OverChannels(string op)
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 6);
        return s.Output(op == "Sigmoid" ? s.Apply("ReduceSum", s.Apply(op, x), s.Ints(1)) : s.Apply(op, [x], ("axes", new long[] { 1 })));
    }

    private static Graph SoftmaxOverChannels()
    {
        var s = new GraphSketch();
        return s.Head(s.Apply("Softmax", [s.Block(s.Input(1, 3, 4, 4), 3, 6)], ("axis", 1L)), 6);
    }

    // Two branches, joined, shuffled, split again: the halves of the next unit hold channels of both.
    private static Graph ShuffleUnit()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        var joined = s.Concat(1, s.Block(x, 3, 4), s.Block(x, 3, 4));
        var shuffled = s.Reshape(s.Transpose(s.Reshape(joined, 0, 2, 4, 4, 4), 0, 2, 1, 3, 4), 0, 8, 4, 4);
        var halves = s.Split(shuffled, 1, 4, 4);
        return s.Head(s.Concat(1, halves[0], s.Apply("Sigmoid", halves[1])), 8);
    }

    private static Graph Tokens()
    {
        var s = new GraphSketch();
        var x = s.Transpose(s.Reshape(s.Conv(s.Input(2, 3, 2, 2), 3, 6), 0, 6, -1), 0, 2, 1);
        x = s.Concat(1, s.Apply("Expand", s.Random("class", 1, 1, 6), s.Ints(2, 1, 6)), x);
        x = s.Apply("Add", x, s.Random("position", 1, 5, 6));
        x = s.Apply("Add", x, s.MatMul(s.Relu(s.MatMul(x, 6, 8)), 8, 6));
        return s.Output(s.Gemm(s.Apply("Gather", [x, s.Graph.AddInitializer("first", Tensor.Scalar(0L))], ("axis", 1L)), 6, 3));
    }
}
