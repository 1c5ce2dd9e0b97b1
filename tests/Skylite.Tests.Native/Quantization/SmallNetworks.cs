using Skylite.Graphs;

namespace Skylite.Tests.Native.Quantization;

/// <summary>Networks of a few layers with the joints of the large ones: residual sums, depthwise layers, joined branches.</summary>
internal sealed class SmallNetworks
{
    private readonly Random _random = new(11);
    private readonly Graph _graph;

    private SmallNetworks(string name) => _graph = new Graph(name);

    /// <summary>Stem, max pooling, a basic block, a block with a projected shortcut, classifier: 6 convolutions, 1 Gemm.</summary>
    public static Graph Residual()
    {
        var net = new SmallNetworks("residual");
        var x = net.Image(3, 32);
        x = net.Pool("maxpool", net.Relu(net.Conv("stem", x, 3, 16, stride: 2)));
        x = net.Relu(net.Add(net.Conv("block1.conv2", net.Relu(net.Conv("block1.conv1", x, 16, 16)), 16, 16), x));
        var shortcut = net.Conv("block2.shortcut", x, 16, 32, kernel: 1, stride: 2);
        x = net.Relu(net.Add(net.Conv("block2.conv2", net.Relu(net.Conv("block2.conv1", x, 16, 32, stride: 2)), 32, 32), shortcut));
        return net.Classify(x, 32);
    }

    /// <summary>
    /// The residual network with one huge weight in <c>block1.conv2</c> that meets a channel that is always zero: it changes nothing in float, but one step for
    /// the whole tensor becomes so coarse that all other weights round to zero.
    /// </summary>
    public static Graph ResidualWithOutlier()
    {
        var graph = Residual();
        Change("block1.conv1.weight", w => w.AsSpan(0, 16 * 9).Clear());
        Change("block1.conv1.bias", b => b[0] = 0);
        Change("block1.conv2.weight", w => w[0] = 200);
        return graph;

        void Change(string name, Action<float[]> edit)
        {
            var value = graph.Values[name];
            var numbers = value.Constant!.ToArray<float>();
            edit(numbers);
            graph.SetInitializer(value, Tensor.Create<float>(numbers, value.Constant.Dimensions));
        }
    }

    /// <summary>
    /// Stem, an inverted residual with a sum and one without, head, classifier: 8
    /// convolutions, 1 Gemm. Channels of the depthwise layers differ widely in range.
    /// </summary>
    public static Graph Inverted(double spread = 1)
    {
        var net = new SmallNetworks("inverted");
        var x = net.Relu6(net.Conv("stem", net.Image(3, 32), 3, 16, stride: 2));
        x = net.Add(net.Bottleneck("block1", x, 16, 16, 1, spread), x);
        x = net.Bottleneck("block2", x, 16, 24, 2, spread);
        x = net.Relu6(net.Conv("head", x, 24, 64, kernel: 1));
        return net.Classify(x, 64);
    }

    /// <summary>A fire module with joined branches; the last convolution is the classifier: 4 convolutions.</summary>
    public static Graph Joined()
    {
        var net = new SmallNetworks("joined");
        var x = net.Relu(net.Conv("squeeze", net.Image(3, 32), 3, 16, stride: 2));
        var left = net.Relu(net.Conv("left", x, 16, 16, kernel: 1));
        var right = net.Relu(net.Conv("right", x, 16, 16));
        x = net.Pool("pool", net._graph.Apply("Concat", "concat", left, right));
        x.Producer!.Input(0).Producer!.Attributes.Set("axis", 1);
        x = net.Relu(net.Conv("classifier", x, 32, 10, kernel: 1));
        return net.Finish(net._graph.Apply("Flatten", "flatten", net._graph.Apply("GlobalAveragePool", "average", x)));
    }

    /// <summary>Two levels of a U: a value of both signs joined to an enlarged Relu; the last convolution classifies: 5 convolutions.</summary>
    public static Graph Upsampled()
    {
        var net = new SmallNetworks("upsampled");
        var skip = net.Conv("skip", net.Relu(net.Conv("stem", net.Image(3, 32), 3, 16, stride: 2)), 16, 16, kernel: 1);
        var deep = net.Relu(net.Conv("deep", skip, 16, 16, stride: 2));
        var scales = net._graph.AddInitializer("scales", Tensor.Vector<float>(1, 1, 2, 2));
        var up = net._graph.Apply("Resize", "up", deep, null, scales);
        up.Producer!.Attributes.Set("mode", "linear");
        var both = net._graph.Apply("Concat", "both", up, skip);
        both.Producer!.Attributes.Set("axis", 1);
        var x = net.Relu(net.Conv("classifier", net.Relu(net.Conv("mix", both, 32, 16)), 16, 10, kernel: 1));
        return net.Finish(net._graph.Apply("Flatten", "flatten", net._graph.Apply("GlobalAveragePool", "average", x)));
    }

    private Value Image(int channels, int size) =>
        _graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), channels, size, size));

    private Value Bottleneck(string name, Value x, int from, int to, int stride, double spread)
    {
        x = Relu6(Conv($"{name}.expand", x, from, from * 4, kernel: 1, spread: spread));
        x = Relu6(Conv($"{name}.depthwise", x, from * 4, from * 4, stride: stride, group: from * 4, spread: 1 / spread));
        return Conv($"{name}.project", x, from * 4, to, kernel: 1);
    }

    private Value Conv(string name, Value x, int from, int to, int kernel = 3, int stride = 1, int group = 1, double spread = 1)
    {
        var fan = from / group * kernel * kernel;
        var weights = new float[to * fan];
        for (var i = 0; i < weights.Length; i++)
        {
            // A factor per output channel between 1 and the spread; the layer after takes it back.
            weights[i] = (float)(Normal() * Math.Sqrt(2.0 / fan) * Math.Pow(spread, i / fan % 5 / 4.0));
        }

        var bias = Enumerable.Range(0, to).Select(_ => (float)Normal() * 0.1f).ToArray();
        var w = _graph.AddInitializer($"{name}.weight", Tensor.Create<float>(weights, to, from / group, kernel, kernel));
        var b = _graph.AddInitializer($"{name}.bias", Tensor.Vector<float>(bias));
        var y = _graph.Apply("Conv", name, x, w, b);
        var attributes = y.Producer!.Attributes;
        attributes.Set("kernel_shape", [kernel, kernel]);
        attributes.Set("strides", [stride, stride]);
        attributes.Set("pads", [kernel / 2, kernel / 2, kernel / 2, kernel / 2]);
        attributes.Set("group", group);
        return y;
    }

    private Value Relu(Value x) => _graph.Apply("Relu", $"{x.Name}.relu", x);

    private Value Relu6(Value x)
    {
        var low = _graph.AddInitializer($"{x.Name}.low", Tensor.Scalar(0f));
        var high = _graph.AddInitializer($"{x.Name}.high", Tensor.Scalar(6f));
        return _graph.Apply("Clip", $"{x.Name}.relu6", x, low, high);
    }

    private Value Add(Value a, Value b) => _graph.Apply("Add", $"{a.Name}.add", a, b);

    private Value Pool(string name, Value x)
    {
        var y = _graph.Apply("MaxPool", name, x);
        y.Producer!.Attributes.Set("kernel_shape", [2, 2]);
        y.Producer.Attributes.Set("strides", [2, 2]);
        return y;
    }

    private Graph Classify(Value x, int channels)
    {
        x = _graph.Apply("Flatten", "flatten", _graph.Apply("GlobalAveragePool", "average", x));
        var weights = Enumerable.Range(0, 10 * channels).Select(_ => (float)(Normal() / Math.Sqrt(channels))).ToArray();
        var w = _graph.AddInitializer("classifier.weight", Tensor.Create<float>(weights, 10, channels));
        var b = _graph.AddInitializer("classifier.bias", Tensor.Vector<float>(new float[10]));
        var y = _graph.Apply("Gemm", "classifier", x, w, b);
        y.Producer!.Attributes.Set("transB", 1);
        return Finish(y);
    }

    private Graph Finish(Value logits)
    {
        _graph.Rename(logits, "logits");
        (logits.Type, logits.Shape) = (ElementType.Float, new Shape(Dimension.Named("batch"), 10));
        _graph.AddOutput(logits);
        return _graph;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
