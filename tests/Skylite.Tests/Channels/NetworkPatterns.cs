using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Patterns of whole networks: encoders and decoders, Siamese pairs, attention gates, pyramids.</summary>
internal static class NetworkPatterns
{
    public static IReadOnlyDictionary<string, (Func<Graph> Build, int Groups)> All { get; } = new Dictionary<string, (Func<Graph>, int)>
    {
        ["u-net, two levels, transposed convolutions"] = (DeepUNet, 4 + 6 + 8 + 5 + 6 + 4),
        ["siamese difference with decoder"] = (() => SiameseUNet(difference: true), 4 + 6 + 5),
        ["siamese concatenation with decoder"] = (() => SiameseUNet(difference: false), 4 + 6 + 5),
        ["siamese, shared weights behind transposition"] = (SharedBehindTranspose, 6),
        ["tied autoencoder"] = (TiedAutoencoder, 5),
        ["convolutional block attention"] = (ConvolutionalBlockAttention, 2 + 4),
        ["atrous spatial pyramid"] = (AtrousPyramid, 6 + 4 + 3 + 5 + 4),
        ["feature pyramid with shared head"] = (FeaturePyramid, 4 + 6 + 4 + 3),
        ["dense block"] = (DenseBlock, 4 + 3 + 3 + 3),
        ["inverted residual with excitation"] = (InvertedResidual, 4 + 8 + 2),
        ["ghost module"] = (Ghost, 4 + 5),
        ["selective kernel"] = (SelectiveKernel, 6 + 3),
        ["efficient channel attention"] = (ChannelConvolution, 0),
        ["bilinear pooling"] = (Bilinear, 0),
        ["non-local block"] = (NonLocal, 6 + 3 + 4),
        ["standardised weights"] = (StandardisedWeights, 6),
        ["raw bands at every stage"] = (RawBandsTwice, 4 + 5),
        ["raw bands added"] = (RawBandsAdded, 4),
        ["spectral to spatial, 3-D to 2-D"] = (SpectralSpatial, 4 + 5),
        ["one-dimensional spectra"] = (Spectra, 4 + 5),
        ["video frames folded into the batch"] = (Frames, 6),
        ["two inputs fused in the middle"] = (TwoSensors, 4 + 4 + 6),
        ["early and late exit"] = (Exits, 4 + 6),
        ["mixed pooling head"] = (MixedPooling, 6),
    };

    private static Graph DeepUNet()
    {
        var s = new GraphSketch();
        var first = s.Block(s.Input(1, 3, 8, 8), 3, 4, 1);
        var second = s.Block(s.MaxPool(first), 4, 6, 1);
        var third = s.Block(s.MaxPool(second), 6, 8, 1);
        var up = s.Concat(1, Up(s, third, 8, 5), second);
        up = s.Block(up, 11, 6, 1);
        return s.Output(s.Conv(s.Concat(1, first, Up(s, up, 6, 4)), 8, 2));
    }

    private static Value Up(GraphSketch s, Value x, int from, int to) =>
        s.Relu(s.Apply("ConvTranspose", [x, s.Random("up", from, to, 2, 2), s.Random("bias", to)], ("strides", new long[] { 2, 2 })));

    private static Graph SiameseUNet(bool difference)
    {
        var s = new GraphSketch();
        Value[] weights = [s.Random("shallow", 4, 3, 1, 1), s.Random("shallow bias", 4), s.Random("deep", 6, 4, 1, 1), s.Random("deep bias", 6)];
        (Value Shallow, Value Deep) Encode(Value x)
        {
            var shallow = s.Relu(s.Apply("Conv", x, weights[0], weights[1]));
            return (shallow, s.Relu(s.Apply("Conv", s.MaxPool(shallow), weights[2], weights[3])));
        }

        var (before, after) = (Encode(s.Input(1, 3, 4, 4)), Encode(s.Input(1, 3, 4, 4)));
        Value Compare(Value a, Value b) => difference ? s.Apply("Abs", s.Apply("Sub", a, b)) : s.Concat(1, a, b);
        var times = difference ? 1 : 2;
        var joined = s.Concat(1, s.Double(Compare(before.Deep, after.Deep)), Compare(before.Shallow, after.Shallow));
        return s.Output(s.Conv(s.Block(joined, 10 * times, 5), 5, 2));
    }

    private static Graph SharedBehindTranspose()
    {
        var s = new GraphSketch();
        var weight = s.Random("shared", 6, 4);
        Value Branch(Value x) => s.Relu(s.Apply("MatMul", x, s.Transpose(weight, 1, 0)));
        return s.Output(s.Gemm(s.Apply("Sub", Branch(s.Input(2, 4)), Branch(s.Input(2, 4))), 6, 3));
    }

    private static Graph TiedAutoencoder()
    {
        var s = new GraphSketch();
        var weight = s.Random("tied", 5, 4);
        var code = s.Relu(s.Apply("Gemm", [s.Input(2, 4), weight], ("transB", 1L)));
        return s.Output(s.Apply("MatMul", code, weight));
    }

    private static Graph ConvolutionalBlockAttention()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 6);
        var (reduce, restore) = (s.Random("reduce", 2, 6, 1, 1), s.Random("restore", 6, 2, 1, 1));
        Value Gate(string pool) => s.Apply("Conv", s.Relu(s.Apply("Conv", s.Apply(pool, x), reduce)), restore);
        x = s.Apply("Mul", x, s.Apply("Sigmoid", s.Apply("Add", Gate("GlobalAveragePool"), Gate("GlobalMaxPool"))));
        var planes = s.Concat(1, s.Apply("ReduceMean", [x], ("axes", new long[] { 1 })), s.Apply("ReduceMax", [x], ("axes", new long[] { 1 })));
        x = s.Apply("Mul", x, s.Apply("Sigmoid", s.Conv(planes, 2, 1, 3)));
        return s.Head(s.Block(x, 6, 4), 4);
    }

    private static Graph AtrousPyramid()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 5, 5), 3, 6);
        var wide = s.Relu(s.Apply("Conv", [x, s.Random("weight", 3, 6, 3, 3)], ("pads", new long[] { 2, 2, 2, 2 }), ("dilations", new long[] { 2, 2 })));
        var pooled = s.Apply("Expand", s.Block(s.Apply("GlobalAveragePool", x), 6, 5, 1), s.Ints(1, 1, 5, 5));
        return s.Output(s.Conv(s.Block(s.Concat(1, s.Block(x, 6, 4, 1), wide, pooled), 12, 4, 1), 4, 2));
    }

    // The laterals of both levels meet in a sum; the head's weights run over both.
    private static Graph FeaturePyramid()
    {
        var s = new GraphSketch();
        var fine = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        var coarse = s.Block(s.MaxPool(fine), 4, 6);
        var top = s.Conv(coarse, 6, 4);
        var bottom = s.Apply("Add", s.Double(top), s.Conv(fine, 4, 4));
        var (hidden, classes, bias) = (s.Random("hidden", 3, 4, 3, 3), s.Random("classes", 2, 3, 1, 1), s.Random("bias", 2));
        Value Run(Value x) => s.Apply("Conv", s.Relu(s.Apply("Conv", [x, hidden], ("pads", new long[] { 1, 1, 1, 1 }))), classes, bias);
        return s.Output(Run(top), Run(bottom));
    }

    private static Graph DenseBlock()
    {
        var s = new GraphSketch();
        var x = s.Conv(s.Input(1, 3, 4, 4), 3, 4);
        for (var (layer, channels) = (0, 4); layer < 3; layer++, channels += 3)
        {
            x = s.Concat(1, x, s.Conv(s.Relu(s.Norm(x, channels)), channels, 3, 3, bias: false));
        }

        return s.Head(s.Relu(s.Norm(x, 13)), 13);
    }

    private static Graph InvertedResidual()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        var wide = s.Relu(s.Norm(s.Conv(s.Block(x, 4, 8, 1), 8, 8, 3, group: 8, bias: false), 8));
        var gate = s.Apply("Sigmoid", s.Conv(s.Relu(s.Conv(s.Apply("GlobalAveragePool", wide), 8, 2)), 2, 8));
        return s.Head(s.Apply("Add", x, s.Norm(s.Conv(s.Apply("Mul", gate, wide), 8, 4, bias: false), 4)), 4);
    }

    private static Graph Ghost()
    {
        var s = new GraphSketch();
        var primary = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        var cheap = s.Relu(s.Conv(primary, 4, 4, 3, group: 4));
        return s.Head(s.Block(s.Concat(1, primary, cheap), 8, 5, 1), 5);
    }

    // Softmax over the two branches, channel by channel.
    private static Graph SelectiveKernel()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        Value[] branches = [s.Block(x, 3, 6, 1), s.Block(x, 3, 6, 3)];
        var code = s.Relu(s.Conv(s.Apply("GlobalAveragePool", s.Apply("Add", branches[0], branches[1])), 6, 3));
        Value Stack(Value a, Value b) => s.Concat(1, s.Apply("Unsqueeze", a, s.Ints(1)), s.Apply("Unsqueeze", b, s.Ints(1)));
        var choice = s.Apply("Softmax", [Stack(s.Conv(code, 3, 6), s.Conv(code, 3, 6))], ("axis", 1L));
        return s.Head(s.Apply("Squeeze", s.Apply("ReduceSum", s.Apply("Mul", Stack(branches[0], branches[1]), choice), s.Ints(1)), s.Ints(1)), 6);
    }

    private static Graph ChannelConvolution()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 6);
        var row = s.Reshape(s.Apply("GlobalAveragePool", x), 0, 1, 6);
        var gate = s.Apply("Conv", [row, s.Random("weight", 1, 1, 3)], ("pads", new long[] { 1, 1 }));
        return s.Head(s.Apply("Mul", x, s.Apply("Sigmoid", s.Reshape(gate, 0, 6, 1, 1))), 6);
    }

    private static Graph Bilinear()
    {
        var s = new GraphSketch();
        var x = s.Reshape(s.Block(s.Input(1, 3, 4, 4), 3, 4), 0, 4, 16);
        var products = s.Apply("MatMul", x, s.Transpose(x, 0, 2, 1));
        return s.Output(s.Gemm(s.Apply("Flatten", products), 16, 3));
    }

    private static Graph NonLocal()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 3, 3), 3, 6);
        Value Rows(int width) => s.Reshape(s.Conv(x, 6, width), 0, width, 9);
        var scores = s.Apply("Softmax", s.Apply("MatMul", s.Transpose(Rows(3), 0, 2, 1), Rows(3)));
        var mixed = s.Apply("MatMul", Rows(4), s.Transpose(scores, 0, 2, 1));
        return s.Head(s.Apply("Add", x, s.Conv(s.Reshape(mixed, 0, 4, 3, 3), 4, 6)), 6);
    }

    // The mean runs over what every filter reads, so that only filters can go.
    private static Graph StandardisedWeights()
    {
        var s = new GraphSketch();
        Value Standard(params long[] dims)
        {
            var weight = s.Random("weight", dims);
            var centred = s.Apply("Sub", weight, s.Apply("ReduceMean", [weight], ("axes", new long[] { 1, 2, 3 })));
            var square = s.Apply("ReduceMean", [s.Apply("Mul", centred, centred)], ("axes", new long[] { 1, 2, 3 }));
            return s.Apply("Div", centred, s.Apply("Sqrt", s.Apply("Add", square, s.Number(1e-5f))));
        }

        var x = s.Relu(s.Apply("Conv", s.Block(s.Input(1, 3, 4, 4), 3, 4), Standard(6, 4, 1, 1), s.Random("bias", 6)));
        return s.Head(x, 6);
    }

    private static Graph RawBandsTwice()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        var first = s.Concat(1, s.Block(x, 3, 4), x);
        var small = s.MaxPool(x);
        return s.Output(s.Conv(s.Concat(1, small, s.Block(s.MaxPool(first), 7, 5)), 8, 2));
    }

    private static Graph RawBandsAdded()
    {
        var s = new GraphSketch();
        var x = s.Input(1, 3, 4, 4);
        return s.Output(s.Apply("Add", x, s.Conv(s.Block(x, 3, 4), 4, 3)));
    }

    private static Graph SpectralSpatial()
    {
        var s = new GraphSketch();
        var x = s.Relu(s.Apply("Conv", s.Input(1, 1, 6, 4, 4), s.Random("spectral", 4, 1, 3, 1, 1), s.Random("bias", 4)));
        return s.Head(s.Block(s.Reshape(x, 0, -1, 4, 4), 16, 5), 5);
    }

    private static Graph Spectra()
    {
        var s = new GraphSketch();
        var x = s.Relu(s.Apply("Conv", [s.Input(2, 1, 12), s.Random("weight", 4, 1, 3), s.Random("bias", 4)], ("strides", new long[] { 2 })));
        return s.Output(s.Gemm(s.Relu(s.Gemm(s.Apply("Flatten", x), 20, 5)), 5, 3));
    }

    private static Graph Frames()
    {
        var s = new GraphSketch();
        var frames = s.Reshape(s.Input(2, 3, 2, 4, 4), 6, 2, 4, 4);
        var features = s.Apply("Flatten", s.Apply("GlobalAveragePool", s.Block(frames, 2, 6)));
        return s.Output(s.Gemm(s.Apply("ReduceMean", [s.Reshape(features, 2, 3, 6)], ("axes", new long[] { 1 }), ("keepdims", 0L)), 6, 3));
    }

    private static Graph TwoSensors()
    {
        var s = new GraphSketch();
        var (optical, radar) = (s.Block(s.Input(1, 4, 4, 4), 4, 4), s.Block(s.Input(1, 2, 4, 4), 2, 4));
        return s.Output(s.Conv(s.Block(s.Concat(1, optical, radar), 8, 6), 6, 2));
    }

    private static Graph Exits()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(1, 3, 4, 4), 3, 4);
        var early = s.Gemm(s.Apply("Flatten", s.Apply("GlobalAveragePool", x)), 4, 3);
        var late = s.Gemm(s.Apply("Flatten", s.Apply("GlobalMaxPool", s.Block(x, 4, 6))), 6, 3);
        return s.Output(early, late, s.Apply("Add", early, late));
    }

    private static Graph MixedPooling()
    {
        var s = new GraphSketch();
        var x = s.Block(s.Input(2, 3, 4, 4), 3, 6);
        var pooled = s.Concat(1, s.Apply("Flatten", s.Apply("GlobalAveragePool", x)), s.Apply("Flatten", s.Apply("GlobalMaxPool", x)));
        return s.Output(s.Gemm(pooled, 12, 3));
    }
}
