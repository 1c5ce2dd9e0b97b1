using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Builds small graphs with random weights for tests.</summary>
internal sealed class GraphSketch
{
    private readonly Random _random;
    private int _names;

    public GraphSketch(int seed = 1) => _random = new Random(seed);

    public Graph Graph { get; } = new("sketch");

    public Value Input(params long[] dims) => Graph.AddInput(Name("input"), ElementType.Float, Shape.Of(dims));

    public Value Random(string name, params long[] dims) =>
        Graph.AddInitializer(
            Graph.FreshName(name),
            Tensor.Create([.. Enumerable.Range(0, (int)Shape.Of(dims).ElementCount).Select(_ => (float)((_random.NextDouble() * 2) - 1))], dims));

    public Value Positive(string name, int count) =>
        Graph.AddInitializer(Graph.FreshName(name), Tensor.Vector([.. Enumerable.Range(0, count).Select(_ => (float)(_random.NextDouble() + 0.5))]));

    public Value Ints(params long[] values) => Graph.AddInitializer(Name("ints"), Tensor.Vector(values));

    public Value Apply(string op, params Value[] inputs) => Graph.Apply(op, Name(op), inputs);

    public Value Apply(string op, Value[] inputs, params (string Name, object Value)[] attributes)
    {
        var value = Graph.Apply(op, Name(op), inputs);
        Set(value.Producer!, attributes);
        return value;
    }

    public Value Conv(Value x, int from, int to, int size = 1, int group = 1, bool bias = true)
    {
        var weights = Random("weight", to, from / group, size, size);
        return Apply(
            "Conv",
            bias ? [x, weights, Random("bias", to)] : [x, weights],
            ("group", (long)group),
            ("pads", new long[] { size / 2, size / 2, size / 2, size / 2 }));
    }

    public Value Norm(Value x, int channels) =>
        Apply("BatchNormalization", x, Random("scale", channels), Random("shift", channels), Random("mean", channels), Positive("variance", channels));

    public Value LayerNorm(Value x, int width) => Apply("LayerNormalization", x, Random("scale", width), Random("shift", width));

    /// <summary>A weight stored in bytes, with one scale for each slice of an axis.</summary>
    public Value Quantized(string name, int axis, long zero, params long[] dims)
    {
        var bytes = Enumerable.Range(0, (int)Shape.Of(dims).ElementCount).Select(_ => (byte)_random.Next(256)).ToArray();
        var count = (int)dims[axis];
        var scale = Graph.AddInitializer(
            Name("step"), Tensor.Vector<float>([.. Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() + 0.5) / 128))]));
        var point = Graph.AddInitializer(Name("zero"), Tensor.Vector<byte>([.. Enumerable.Range(0, count).Select(i => (byte)(zero + i))]));
        return Apply("DequantizeLinear", [Graph.AddInitializer(Graph.FreshName(name), Tensor.Create<byte>(bytes, dims)), scale, point], ("axis", (long)axis));
    }

    /// <summary>Rounds to bytes and back, with one scale.</summary>
    public Value FakeQuantize(Value x)
    {
        Value[] settings = [Graph.AddInitializer(Name("step"), Tensor.Scalar(0.02f)), Graph.AddInitializer(Name("zero"), Tensor.Scalar<byte>(114))];
        return Apply("DequantizeLinear", [Apply("QuantizeLinear", [x, .. settings]), .. settings]);
    }

    /// <summary>Random numbers that stand in a Constant node.</summary>
    public Value Constant(params long[] dims)
    {
        var value = Graph.AddValue(Name("constant"));
        var data = Tensor.Create<float>([.. Enumerable.Range(0, (int)Shape.Of(dims).ElementCount).Select(_ => (float)((_random.NextDouble() * 2) - 1))], dims);
        Graph.AddNode("Constant", [], [value]).Attributes.Set("value", new GraphAttribute.Constant(data));
        (value.Type, value.Shape) = (data.Type, data.Shape);
        return value;
    }

    public Value Number(float number) => Graph.AddInitializer(Name("number"), Tensor.Scalar(number));

    public Value MaxPool(Value x) => Apply("MaxPool", [x], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));

    /// <summary>Doubles height and width by repeating pixels.</summary>
    public Value Double(Value x)
    {
        var scales = Graph.AddInitializer(Name("scales"), Tensor.Vector(1f, 1f, 2f, 2f));
        var value = Graph.Apply("Resize", Name("Resize"), x, null, scales);
        Set(value.Producer!, ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
        return value;
    }

    public Value Relu(Value x) => Apply("Relu", x);

    public Value Block(Value x, int from, int to, int size = 3) => Relu(Norm(Conv(x, from, to, size, bias: false), to));

    public Value Gemm(Value x, int from, int to, bool transposed = true) =>
        Apply("Gemm", [x, transposed ? Random("weight", to, from) : Random("weight", from, to), Random("bias", to)], ("transB", transposed ? 1L : 0L));

    public Value MatMul(Value x, int from, int to) => Apply("Add", Apply("MatMul", x, Random("weight", from, to)), Random("bias", to));

    public Value Concat(int axis, params Value[] parts) => Apply("Concat", parts, ("axis", (long)axis));

    public Value Reshape(Value x, params long[] target) => Apply("Reshape", x, Ints(target));

    public Value Transpose(Value x, params long[] order) => Apply("Transpose", [x], ("perm", order));

    public Value Slice(Value x, long start, long end, long axis, long step = 1) => Apply("Slice", x, Ints(start), Ints(end), Ints(axis), Ints(step));

    public Value[] Split(Value x, int axis, params long[] lengths)
    {
        var outputs = lengths.Select(_ => Graph.AddValue(Name("part"))).ToArray();
        Set(Graph.AddNode("Split", [x, Ints(lengths)], outputs, Name("Split")), ("axis", (long)axis));
        return outputs;
    }

    /// <summary>Pool to one pixel, flatten, one matrix product: a classifier's head.</summary>
    public Graph Head(Value x, int channels, int classes = 3)
    {
        Output(Gemm(Apply("Flatten", Apply("GlobalAveragePool", x)), channels, classes));
        return Graph;
    }

    public Graph Output(params Value[] values)
    {
        Array.ForEach(values, Graph.AddOutput);
        return Graph;
    }

    private string Name(string wish) => $"{wish}{_names++}";

    private static void Set(Node node, params (string Name, object Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            switch (value)
            {
                case long number:
                    node.Attributes.Set(name, number);
                    break;
                case long[] list:
                    node.Attributes.Set(name, list);
                    break;
                default:
                    node.Attributes.Set(name, (string)value);
                    break;
            }
        }
    }
}
