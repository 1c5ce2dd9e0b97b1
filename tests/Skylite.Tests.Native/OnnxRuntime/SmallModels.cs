using Skylite.Graphs;
using Skylite.Graphs.Onnx;

namespace Skylite.Tests.Native.OnnxRuntime;

/// <summary>Tiny models whose results are known by heart.</summary>
internal static class SmallModels
{
    /// <summary>y[N,2] = relu(x[N,3] · w + b), with w = [[1,0],[0,1],[1,1]] and b = [0,-1].</summary>
    public static Graph Dense()
    {
        var graph = new Graph("dense");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("N"), 3));
        var w = graph.AddInitializer("w", Tensor.Create<float>([1, 0, 0, 1, 1, 1], 3, 2));
        var b = graph.AddInitializer("b", Tensor.Vector(0f, -1f));
        var sum = graph.Apply("Gemm", "dense", x, w, b);
        var y = graph.Apply("Relu", "relu", sum);
        graph.Rename(y, "y");
        (y.Type, y.Shape) = (ElementType.Float, new Shape(Dimension.Named("N"), 2));
        graph.AddOutput(y);
        graph.Metadata["colour"] = "grün";
        graph.Metadata["empty"] = string.Empty;
        return graph;
    }

    /// <summary>y = x for any element type.</summary>
    public static Graph Copy(ElementType type)
    {
        var graph = new Graph("copy");
        var x = graph.AddInput("x", type, new Shape(Dimension.Named("N")));
        var y = graph.Apply("Identity", "y", x);
        (y.Type, y.Shape) = (type, x.Shape);
        graph.AddOutput(y);
        return graph;
    }

    /// <summary>A convolution, a pooling and a dense layer: y[N,4] of x[N,3,8,8].</summary>
    public static Graph Convolutional()
    {
        var random = new Random(7);
        var graph = new Graph("convolutional");
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("N"), 3, 8, 8));
        var w = graph.AddInitializer("conv.weight", Noise(random, 4, 3, 3, 3));
        var conv = graph.Apply("Conv", "conv", x, w);
        conv.Producer!.Attributes.Set("pads", [1, 1, 1, 1]);
        var pool = graph.Apply("GlobalAveragePool", "pool", graph.Apply("Relu", "relu", conv));
        var y = graph.Apply("Flatten", "y", pool);
        (y.Type, y.Shape) = (ElementType.Float, new Shape(Dimension.Named("N"), 4));
        graph.AddOutput(y);
        return graph;
    }

    public static byte[] Bytes(this Graph graph) => OnnxWriter.ToBytes(graph);

    public static Tensor Noise(Random random, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextSingle() * 2) - 1;
        }

        return Tensor.Create<float>(values, shape);
    }
}
