using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public class PassTests
{
    [Fact]
    public void Shape_arithmetic_disappears_once_the_batch_is_known()
    {
        var graph = Samples.Classifier();
        Assert.True(new FoldConstants().Apply(graph) > 0);
        Assert.Contains("Concat", Ops(graph));
        Assert.DoesNotContain("Identity", Ops(graph));

        graph.Inputs[0].Shape = graph.Inputs[0].Shape!.With(0, 2);
        new FoldConstants().Apply(graph);

        Assert.Equal(["Conv", "BatchNormalization", "Relu", "MaxPool", "Reshape", "Dropout", "Gemm", "Softmax"], Ops(graph));
        Assert.Equal([2, -1], graph.Values["target"].Constant!.ToInt64());
        Assert.Equal(0, new FoldConstants().Apply(graph));
        Assert.Empty(GraphCheck.Problems(graph));
    }

    [Fact]
    public void Weights_behind_other_nodes_become_initializers_but_masks_do_not()
    {
        var graph = new Graph("g");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, 3));
        var transposed = graph.Apply("Transpose", "transposed", graph.AddInitializer("w", Samples.Floats(4, 3)));
        var mask = graph.Apply("Constant", "mask");
        mask.Producer!.Attributes.Set("value", new GraphAttribute.Constant(Tensor.Vector<float>(0, -100, 0, 0)));
        var masked = graph.Apply("Add", "masked", graph.Apply("MatMul", "product", x, transposed), graph.Apply("Neg", "negative", mask));
        graph.AddOutput(masked);
        var weight = graph.Values["w"].Constant!.ToSingle();

        new FoldConstants().Apply(graph);

        Assert.Equal(["MatMul", "Constant", "Add"], Ops(graph));
        Assert.Equal(["transposed"], graph.Initializers.Select(i => i.Name));
        Assert.Equal([weight[0], weight[3], weight[6], weight[9]], graph.Values["transposed"].Constant!.ToSingle()[..4]);
        Assert.Equal(["transposed"], GraphParameters.Trainable(graph).Select(p => p.Name));
    }

    [Fact]
    public void Dropout_leaves_a_graph_that_is_deployed()
    {
        var graph = Samples.Classifier();
        Assert.Equal(1, new RemoveDropout().Apply(graph));
        Assert.DoesNotContain("Dropout", Ops(graph));
        Assert.Empty(GraphCheck.Problems(graph));
    }

    [Fact]
    public void Equal_weights_are_stored_once_and_others_stay_apart()
    {
        var graph = new Graph("g");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, 2));
        var product = x;
        foreach (var (name, last) in new[] { ("first", 4f), ("again", 4f), ("other", 5f) })
        {
            product = graph.Apply("MatMul", name, product, graph.AddInitializer($"{name}.weight", Tensor.Create<float>([1, 2, 3, last], 2, 2)));
            product = graph.Apply("Add", $"{name}.sum", product, graph.AddInitializer($"{name}.bias", Tensor.Vector<float>(0, 0)));
        }

        graph.AddOutput(product);

        Assert.Equal(1, new ShareWeights().Apply(graph));
        Assert.Equal(["first.weight", "first.bias", "again.bias", "other.weight", "other.bias"], graph.Initializers.Select(i => i.Name));
        Assert.Equal(2, graph.Values["first.weight"].Uses.Count);
        Assert.Empty(GraphCheck.Problems(graph));
        Assert.Equal(0, new ShareWeights().Apply(graph));
    }

    [Fact]
    public void Identity_at_an_output_keeps_the_outputs_name()
    {
        var graph = Samples.ConvRelu();
        var same = graph.Apply("Identity", "result", graph.Values["relu"]);
        graph.RemoveOutput(graph.Values["relu"]);
        graph.AddOutput(same);

        new FoldConstants().Apply(graph);

        Assert.Equal(["Conv", "Relu"], Ops(graph));
        Assert.Equal("result", graph.Outputs[0].Name);
    }

    [Fact]
    public void Nodes_that_no_output_needs_go_with_their_weights()
    {
        var graph = Samples.ConvRelu();
        graph.Apply("Conv", "auxiliary", graph.Values["x"], graph.AddInitializer("unused", Samples.Floats(1, 3, 1, 1)));
        Assert.Equal(1, new RemoveDeadNodes().Apply(graph));
        Assert.False(graph.Values.ContainsKey("unused"));
        Assert.Equal(0, new RemoveDeadNodes().Apply(graph));
    }

    [Fact]
    public void The_checker_finds_what_is_wrong()
    {
        Assert.Empty(GraphCheck.Problems(Samples.Classifier()));

        var dangling = Samples.ConvRelu();
        dangling.Nodes[1].SetInput(0, dangling.AddValue("nothing"));
        Assert.Contains("'nothing'", Assert.Single(GraphCheck.Problems(dangling)), StringComparison.Ordinal);

        var foreign = Samples.ConvRelu();
        foreign.Nodes[1].SetInput(0, Samples.ConvRelu().Values["conv"]);
        Assert.Contains("no value of the graph", GraphCheck.Problems(foreign)[0], StringComparison.Ordinal);

        var unknown = Samples.ConvRelu();
        unknown.AddOutput(unknown.Apply("Frobnicate", "odd", unknown.Values["relu"]));
        Assert.Contains("Frobnicate", Assert.Single(GraphCheck.Problems(unknown)), StringComparison.Ordinal);

        var late = Samples.ConvRelu();
        late.AddNode("Neg", [late.Values["relu"]], [late.AddValue("early")], "early", late.Nodes[0]);
        Assert.Contains("only after it", Assert.Single(GraphCheck.Problems(late)), StringComparison.Ordinal);

        var greedy = Samples.ConvRelu();
        greedy.Nodes[1].SetInput(1, greedy.Values["w"]);
        Assert.Contains("does not take", Assert.Single(GraphCheck.Problems(greedy)), StringComparison.Ordinal);

        Assert.Throws<InvalidDataException>(() => new GraphCheck().Apply(greedy));
    }

    private static IEnumerable<string> Ops(Graph graph) => graph.Nodes.Select(n => n.OpType);
}
