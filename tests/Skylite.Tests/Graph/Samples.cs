using Skylite.Graphs;

namespace Skylite.Tests.Graphs;

internal static class Samples
{
    /// <summary>Input [batch, 3, 8, 8] → Conv (4 channels, 3×3, padded) → Relu → output.</summary>
    public static Graph ConvRelu()
    {
        var graph = new Graph("conv-relu");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("batch"), 3, 8, 8));
        var w = graph.AddInitializer("w", Floats(4, 3, 3, 3));
        var b = graph.AddInitializer("b", Floats(4));
        var conv = graph.Apply("Conv", "conv", x, w, b);
        conv.Producer!.Attributes.Set("pads", [1, 1, 1, 1]);
        var relu = graph.Apply("Relu", "relu", conv);
        (relu.Type, relu.Shape) = (ElementType.Float, new Shape(Dimension.Named("batch"), 4, 8, 8));
        graph.AddOutput(relu);
        return graph;
    }

    /// <summary>
    /// Input [batch, 3, 16, 16] → Conv → BatchNormalization → Relu → MaxPool → Reshape by computed shape → Gemm [batch, 5] → Softmax: most kinds of node.
    /// </summary>
    public static Graph Classifier()
    {
        var graph = new Graph("classifier");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("batch"), 3, 16, 16));
        var conv = graph.Apply("Conv", "conv", x, graph.AddInitializer("conv.w", Floats(8, 3, 3, 3)), graph.AddInitializer("conv.b", Floats(8)));
        conv.Producer!.Attributes.Set("strides", [2, 2]);
        conv.Producer.Attributes.Set("pads", [1, 1, 1, 1]);
        var norm = graph.Apply(
            "BatchNormalization",
            "norm",
            conv,
            graph.AddInitializer("norm.scale", Floats(8)),
            graph.AddInitializer("norm.bias", Floats(8)),
            graph.AddInitializer("norm.mean", Floats(8)),
            graph.AddInitializer("norm.var", Tensor.Vector<float>(1, 2, 3, 4, 5, 6, 7, 8)));
        var pool = graph.Apply("MaxPool", "pool", graph.Apply("Relu", "relu", norm));
        pool.Producer!.Attributes.Set("kernel_shape", [2, 2]);
        pool.Producer.Attributes.Set("strides", [2, 2]);
        var lengths = graph.Apply("Shape", "lengths", x);
        var batch = graph.Apply("Gather", "batch", lengths, graph.AddInitializer("zero", Tensor.Vector<long>(0)));
        var target = graph.Apply("Concat", "target", batch, graph.AddInitializer("rest", Tensor.Vector<long>(-1)));
        target.Producer!.Attributes.Set("axis", 0);
        var flat = graph.Apply("Reshape", "flat", pool, target);
        var dropped = graph.Apply("Dropout", "dropped", flat);
        var logits = graph.Apply("Gemm", "logits", dropped, graph.AddInitializer("fc.w", Floats(5, 128)), graph.AddInitializer("fc.b", Floats(5)));
        logits.Producer!.Attributes.Set("transB", 1);
        graph.AddOutput(graph.Apply("Softmax", "probabilities", graph.Apply("Identity", "same", logits)));
        return graph;
    }

    /// <summary>A tensor of repeatable numbers in −1…1.</summary>
    public static Tensor Floats(params ReadOnlySpan<long> dimensions)
    {
        var random = new Random(7);
        var values = new float[Shape.Of(dimensions).ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextSingle() * 2) - 1;
        }

        return Tensor.Create<float>(values, dimensions);
    }
}
