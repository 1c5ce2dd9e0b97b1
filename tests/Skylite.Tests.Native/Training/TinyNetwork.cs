using Skylite.Graphs;

namespace Skylite.Tests.Native.Training;

/// <summary>Two convolutions with batch norms, dropout on demand, global pooling and a head.</summary>
internal static class TinyNetwork
{
    public static Graph Build(int classes = 3, int seed = 3, float dropout = 0, int width = 8)
    {
        var random = new Random(seed);
        var graph = new Graph("tiny");
        var x = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), 3, Dimension.Unknown, Dimension.Unknown));
        x = Block(graph, x, 3, width, "stem", random);
        x = Block(graph, x, width, width, "body", random);
        if (dropout > 0)
        {
            x = graph.Apply("Dropout", "dropout", x, graph.AddInitializer("ratio", Tensor.Scalar(dropout)));
        }

        x = graph.Apply("GlobalAveragePool", "pool", x);
        x = graph.Apply("Flatten", "flatten", x);
        var logits = graph.Apply(
            "Gemm", "logits", x, Weights(graph, "head.weight", random, 0.4f, classes, width), Weights(graph, "head.bias", random, 0, classes));
        logits.Producer!.Attributes.Set("transB", 1);
        (logits.Type, logits.Shape) = (ElementType.Float, new Shape(Dimension.Named("batch"), classes));
        graph.AddOutput(logits);
        return graph;
    }

    /// <summary>A batch normalisation and nothing else.</summary>
    public static Graph OneNorm()
    {
        var graph = new Graph("norm");
        var x = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), 3, Dimension.Unknown, Dimension.Unknown));
        Value Constant(string name, float value) => graph.AddInitializer(name, Filled(value, 3));
        graph.AddOutput(graph.Apply("BatchNormalization", "norm", x, Constant("scale", 1), Constant("shift", 0), Constant("mean", 0), Constant("variance", 1)));
        return graph;
    }

    private static Value Block(Graph graph, Value x, int inputs, int outputs, string name, Random random)
    {
        x = graph.Apply("Conv", name + ".conv", x, Weights(graph, name + ".weight", random, 0.3f, outputs, inputs, 3, 3));
        x.Producer!.Attributes.Set("pads", [1, 1, 1, 1]);
        x = graph.Apply(
            "BatchNormalization",
            name + ".norm",
            x,
            graph.AddInitializer(name + ".scale", Filled(1, outputs)),
            graph.AddInitializer(name + ".shift", Filled(0, outputs)),
            graph.AddInitializer(name + ".running_mean", Filled(0, outputs)),
            graph.AddInitializer(name + ".running_var", Filled(1, outputs)));
        return graph.Apply("Relu", name + ".relu", x);
    }

    private static Tensor Filled(float value, int count) => Tensor.Vector<float>(Enumerable.Repeat(value, count).ToArray());

    private static Value Weights(Graph graph, string name, Random random, float bound, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((random.NextDouble() * 2) - 1) * bound;
        }

        return graph.AddInitializer(name, Tensor.Create<float>(values, shape));
    }
}
