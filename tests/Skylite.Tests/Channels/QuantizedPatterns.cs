using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>Patterns of quantised networks, whose weights lie behind DequantizeLinear.</summary>
internal static class QuantizedPatterns
{
    public static IReadOnlyDictionary<string, (Func<Graph> Build, int Groups)> All { get; } = new Dictionary<string, (Func<Graph>, int)>
    {
        ["quantised weights, one scale per filter"] = (() => Weights(0), 6 + 5),
        ["quantised weights with shifted zero points"] = (() => Weights(100), 6 + 5),
        ["quantised activations"] = (Activations, 6 + 5),
        ["quantised residual"] = (Residual, 6 + 5),
        ["quantised matrix product"] = (Product, 7),
    };

    private static Value Layer(GraphSketch s, Value x, int from, int to, long zero, int size = 1)
    {
        var bias = s.Apply(
            "DequantizeLinear", s.Graph.AddInitializer(s.Graph.FreshName("bias"), Tensor.Vector<int>([.. Enumerable.Range(0, to).Select(i => (i * 37) - 90)])),
            s.Number(0.003f));
        return s.Apply(
            "Conv", [x, s.Quantized("weight", 0, zero, to, from, size, size), bias], ("pads", new long[] { size / 2, size / 2, size / 2, size / 2 }));
    }

    private static Graph Weights(long zero)
    {
        var s = new GraphSketch();
        return s.Head(s.Relu(Layer(s, s.Relu(Layer(s, s.Input(1, 3, 4, 4), 3, 6, zero, 3)), 6, 5, zero)), 5);
    }

    private static Graph Activations()
    {
        var s = new GraphSketch();
        var x = s.FakeQuantize(s.Relu(Layer(s, s.FakeQuantize(s.Input(1, 3, 4, 4)), 3, 6, 120)));
        return s.Head(s.FakeQuantize(s.Relu(Layer(s, s.MaxPool(x), 6, 5, 120, 3))), 5);
    }

    private static Graph Residual()
    {
        var s = new GraphSketch();
        var x = s.FakeQuantize(Layer(s, s.Input(1, 3, 4, 4), 3, 6, 128));
        var inner = s.FakeQuantize(s.Relu(Layer(s, x, 6, 5, 128)));
        return s.Head(s.FakeQuantize(s.Apply("Add", x, s.FakeQuantize(Layer(s, inner, 5, 6, 128)))), 6);
    }

    private static Graph Product()
    {
        var s = new GraphSketch();
        var x = s.FakeQuantize(s.Relu(s.Apply("MatMul", s.Input(2, 4), s.Quantized("weight", 1, 90, 4, 7))));
        return s.Output(s.Apply("MatMul", x, s.Quantized("weight", 1, 90, 7, 3)));
    }
}
