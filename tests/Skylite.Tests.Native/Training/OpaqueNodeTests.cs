using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;
using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Tests.Native.Training;

public sealed class OpaqueNodeTests
{
    private static readonly InterpreterOptions Allowing = new() { AllowOpaque = true };

    [Fact]
    public void A_contributed_operator_is_refused_by_name_unless_it_is_allowed()
    {
        var graph = Contributed();
        using var strict = new Interpreter(graph);

        var error = Assert.Throws<NotSupportedException>(() => strict.Plan(strict.OutputNames));

        Assert.Contains("'act'", error.Message, StringComparison.Ordinal);
        Assert.Contains("com.microsoft::QuickGelu", error.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-opaque", error.Message, StringComparison.Ordinal);
        Assert.Equal("act", Assert.Single(OpaqueNodes.In(graph)).Name);
        Assert.Contains("QuickGelu", Assert.Single(GraphCheck.Problems(graph)), StringComparison.Ordinal);
        Assert.Empty(GraphCheck.Problems(graph, allowOpaque: true));
    }

    [Fact]
    public void A_contributed_operator_runs_through_onnx_runtime()
    {
        var graph = Contributed();
        var x = OrtOracle.Noise(1, 2, 3, 5, 5);

        var expected = OrtOracle.RunOrt(graph, new Dictionary<string, Tensor> { ["x"] = x });
        var actual = OrtOracle.RunInterpreter(graph, new Dictionary<string, Tensor> { ["x"] = x }, Allowing);

        OrtOracle.AssertClose(expected[0], actual[0], 1e-5, "y");
    }

    [Fact]
    public void Channels_that_meet_an_opaque_node_stay()
    {
        var groups = ChannelGroups.Of(Contributed());

        Assert.Empty(groups.Families);
        Assert.Contains(groups.Pinned, p => p.Reason.Contains("'act' (QuickGelu) is of an operator that Skylite does not know", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gradient_through_an_opaque_node_is_refused_and_one_behind_it_is_not()
    {
        var graph = Contributed();
        using (var scope = new TensorScope())
        using (var interpreter = new Interpreter(graph, Allowing))
        {
            var error = Assert.Throws<TorchException>(() => Aten.Sum(interpreter.Run(TorchTensor.Ones(1, 3, 5, 5), RunMode.Differentiate)).Backward());
            Assert.Contains("gives no gradients", error.Message, StringComparison.Ordinal);
            Assert.Contains("'act'", error.Message, StringComparison.Ordinal);
        }

        using (var scope = new TensorScope())
        using (var interpreter = new Interpreter(graph, Allowing with { Frozen = ["first*"] }))
        {
            Aten.Sum(interpreter.Run(TorchTensor.Ones(1, 3, 5, 5), RunMode.Differentiate)).Backward();
            Assert.NotNull(interpreter.Parameters.Single(p => p.Name == "second.weight").Tensor.Grad);
        }
    }

    [Fact]
    public void A_condition_that_depends_on_data_runs_through_onnx_runtime_with_what_its_branches_capture()
    {
        var graph = new Graph("choice");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2, 3));
        var condition = graph.Apply("Greater", "condition", graph.Apply("ReduceMean", "mean", x), graph.AddInitializer("zero", Tensor.Scalar(0f)));
        condition.Producer!.Input(0).Producer!.Attributes.Set("keepdims", 0);
        var node = graph.AddNode("If", [condition], [graph.AddValue("y")], "choose");
        node.Attributes.Set("then_branch", new GraphAttribute.Subgraph(Branch("Relu")));
        node.Attributes.Set("else_branch", new GraphAttribute.Subgraph(Branch("Neg")));
        node.Output(0).Type = ElementType.Float;
        graph.AddOutput(node.Output(0));

        foreach (var data in new[] { Tensor.Create<float>([1, 2, 3, 4, 5, -6], 2, 3), Tensor.Create<float>([-1, -2, 3, -4, 5, -6], 2, 3) })
        {
            var feeds = new Dictionary<string, Tensor> { ["x"] = data };
            OrtOracle.AssertClose(OrtOracle.RunOrt(graph, feeds)[0], OrtOracle.RunInterpreter(graph, feeds, Allowing)[0], 0, "y");
        }

        Assert.Contains("condition depends on what the graph is fed", Assert.Single(GraphCheck.Problems(graph)), StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_an_opaque_node_shapes_go_on_from_what_the_file_declares()
    {
        var graph = Contributed();
        var act = graph.Nodes.Single(n => n.Name == "act").Output(0);
        act.Shape = new Shape(Dimension.Named("batch"), 4, 5, 5);

        ShapeInference.Run(graph, new Dictionary<string, long> { ["batch"] = 7 });

        Assert.Equal(Shape.Of(7, 2, 5, 5), graph.Outputs[0].Shape);
    }

    private static Graph Branch(string opType)
    {
        var branch = new Graph(opType);
        var result = branch.Apply(opType, "result", branch.AddValue("x"));
        result.Type = ElementType.Float;
        branch.AddOutput(result);
        return branch;
    }

    private static Graph Contributed()
    {
        var graph = new Graph("contributed");
        graph.Domains["com.microsoft"] = 1;
        var x = graph.AddInput("x", ElementType.Float, new Shape(Dimension.Named("batch"), 3, 5, 5));
        var first = graph.Apply("Conv", "first", x, graph.AddInitializer("first.weight", OrtOracle.Noise(2, 4, 3, 1, 1)));
        var act = graph.AddNode("com.microsoft", "QuickGelu", [first], [graph.AddValue("act")], "act");
        act.Attributes.Set("alpha", 1.5f);
        (act.Output(0).Type, act.Output(0).Shape) = (ElementType.Float, new Shape(Dimension.Named("batch"), 4, 5, 5));
        var second = graph.Apply("Conv", "second", act.Output(0), graph.AddInitializer("second.weight", OrtOracle.Noise(3, 2, 4, 1, 1)));
        second.Type = ElementType.Float;
        graph.AddOutput(second);
        return graph;
    }
}
