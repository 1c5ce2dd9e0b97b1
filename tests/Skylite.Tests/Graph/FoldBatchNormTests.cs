using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public class FoldBatchNormTests
{
    [Theory]
    [InlineData("Conv", 1, true)]
    [InlineData("Conv", 2, true)]
    [InlineData("ConvTranspose", 1, true)]
    [InlineData("ConvTranspose", 2, true)]
    [InlineData("Gemm", 0, true)]
    [InlineData("Gemm", 1, true)]
    [InlineData("Conv", 1, false)]
    [InlineData("Conv", 2, false)]
    [InlineData("Gemm", 0, false)]
    [InlineData("Gemm", 1, false)]
    public void The_folded_graph_computes_the_same(string layer, int variant, bool normAfter)
    {
        var graph = Build(layer, variant, normAfter, pads: [0, 0, 0, 0]);
        var before = TinyEvaluation.Run(graph);

        Assert.Equal(1, new FoldBatchNorm().Apply(graph));

        Assert.Equal([layer], graph.Nodes.Select(n => n.OpType));
        Assert.Equal("y", graph.Outputs[0].Name);
        Assert.Empty(GraphCheck.Problems(graph));
        var after = TinyEvaluation.Run(graph);
        Assert.Equal(before.Length, after.Length);
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First))));
    }

    [Fact]
    public void A_norm_before_padding_is_left_alone()
    {
        var graph = Build("Conv", 1, normAfter: false, pads: [1, 1, 1, 1]);
        Assert.Equal(0, new FoldBatchNorm().Apply(graph));
        Assert.Equal(["BatchNormalization", "Conv"], graph.Nodes.Select(n => n.OpType));
    }

    [Fact]
    public void A_layer_that_is_used_elsewhere_is_left_alone()
    {
        var graph = Build("Conv", 1, normAfter: true, pads: [0, 0, 0, 0]);
        graph.AddOutput(graph.Nodes[0].Output(0));
        Assert.Equal(0, new FoldBatchNorm().Apply(graph));
    }

    [Fact]
    public void Weights_that_two_layers_share_are_not_changed_for_the_other()
    {
        var graph = Build("Conv", 1, normAfter: true, pads: [0, 0, 0, 0]);
        var weight = graph.Values["w"];
        var old = weight.Constant;
        graph.AddOutput(graph.Apply("Conv", "other", graph.Inputs[0], weight));

        Assert.Equal(1, new FoldBatchNorm().Apply(graph));
        Assert.Same(old, graph.Values["other"].Producer!.Input(1).Constant);
        Assert.NotSame(old, graph.Values["y"].Producer!.Input(1).Constant);
    }

    [Fact]
    public void A_norm_in_training_is_left_alone()
    {
        var graph = Build("Conv", 1, normAfter: true, pads: [0, 0, 0, 0]);
        graph.Nodes[1].Attributes.Set("training_mode", 1);
        Assert.Equal(0, new FoldBatchNorm().Apply(graph));
    }

    private static Graph Build(string layer, int variant, bool normAfter, long[] pads)
    {
        var graph = new Graph("g");
        var gemm = layer == "Gemm";
        var x = graph.AddInput("x", ElementType.Float, gemm ? Shape.Of(2, 4) : Shape.Of(2, 4, 5, 5));
        var weight = layer switch
        {
            "Gemm" => variant == 1 ? Samples.Floats(6, 4) : Samples.Floats(4, 6),
            "Conv" => Samples.Floats(6, 4 / variant, 3, 3),
            _ => Samples.Floats(4, 6 / variant, 3, 3),
        };
        var value = normAfter ? x : Norm(graph, "norm", x, 4);
        value = graph.Apply(layer, normAfter ? "layer" : "y", value, graph.AddInitializer("w", weight), graph.AddInitializer("b", Samples.Floats(6)));
        var node = value.Producer!;
        if (gemm)
        {
            node.Attributes.Set("transB", variant);
            node.Attributes.Set("alpha", 0.5f);
            node.Attributes.Set("beta", 2f);
        }
        else
        {
            node.Attributes.Set("group", variant);
            node.Attributes.Set("pads", pads);
        }

        graph.AddOutput(normAfter ? Norm(graph, "y", value, 6) : value);
        return graph;
    }

    private static Value Norm(Graph graph, string name, Value x, int channels)
    {
        Value Parameter(string what, Func<int, float> value) =>
            graph.AddInitializer($"{name}.{what}", Tensor.Vector<float>([.. Enumerable.Range(0, channels).Select(value)]));
        return graph.Apply(
            "BatchNormalization",
            name,
            x,
            Parameter("scale", i => 0.5f + i),
            Parameter("bias", i => 0.1f * i - 0.2f),
            Parameter("mean", i => 0.3f - (0.1f * i)),
            Parameter("var", i => 0.2f + (0.7f * i)));
    }
}
