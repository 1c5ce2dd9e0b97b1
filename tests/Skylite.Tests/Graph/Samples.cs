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
