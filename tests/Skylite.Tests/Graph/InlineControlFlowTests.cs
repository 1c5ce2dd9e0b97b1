using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public class InlineControlFlowTests
{
    [Theory]
    [InlineData(true, "Relu")]
    [InlineData(false, "Neg")]
    public void The_branch_of_a_known_condition_takes_the_place_of_its_If(bool condition, string expected)
    {
        var graph = Choice(g => g.AddInitializer("condition", Tensor.Scalar(condition)));

        Assert.Equal(1, new InlineControlFlow().Apply(graph));

        Assert.Equal(expected, Assert.Single(graph.Nodes).OpType);
        Assert.Equal("y", Assert.Single(graph.Outputs).Name);
        Assert.Empty(GraphCheck.Problems(graph));
    }

    [Fact]
    public void A_condition_on_the_shape_is_known_when_the_file_is_read()
    {
        var graph = Choice(g =>
        {
            var length = g.Apply("Gather", "length", g.Apply("Shape", "shape", g.Inputs[0]), g.AddInitializer("first", Tensor.Scalar(1L)));
            return g.Apply("Not", "condition", g.Apply("Equal", "same", length, g.AddInitializer("three", Tensor.Scalar(3L))));
        });

        Assert.Equal("Neg", Assert.Single(OnnxReader.Read(OnnxWriter.ToBytes(graph)).Nodes).OpType);
    }

    [Fact]
    public void A_condition_on_data_stays()
    {
        var graph = Choice(g => g.AddInput("condition", ElementType.Bool, Shape.Scalar));

        Assert.Equal(0, new InlineControlFlow().Apply(graph));
        Assert.Equal("If", Assert.Single(graph.Nodes).OpType);
    }

    [Fact]
    public void A_loop_is_written_out_with_its_rounds_in_order()
    {
        // x + 0·w, then + 1·w, then + 2·w; the sums are collected as well
        var graph = Repeated(g => g.AddInitializer("count", Tensor.Scalar(3L)));

        Assert.Equal(1, new InlineControlFlow().Apply(graph));

        Assert.DoesNotContain(graph.Nodes, n => n.OpType == "Loop");
        Assert.Equal(3, graph.Nodes.Count(n => n.OpType == "Add"));
        Assert.Empty(GraphCheck.Problems(graph));
        ShapeInference.Run(graph);
        Assert.Equal(Shape.Of(2), graph.Outputs[0].Shape);
        Assert.Equal(Shape.Of(3, 2), graph.Outputs[1].Shape);
        Assert.Equal(["final", "all"], graph.Outputs.Select(o => o.Name));
        var rounds = graph.Nodes.Where(n => n.OpType == "Mul").Select(n => n.Input(0).Producer!.Input(0).Constant!.ToInt64()[0]);
        Assert.Equal([0, 1, 2], rounds);
        Assert.Single(graph.Initializers, i => i.Constant!.Type == ElementType.Float);
    }

    [Fact]
    public void A_loop_of_very_many_or_unknown_rounds_stays()
    {
        var often = Repeated(g => g.AddInitializer("count", Tensor.Scalar(1_000_000L)));
        var unknown = Repeated(g => g.AddInput("count", ElementType.Int64, Shape.Scalar));

        Assert.Equal(0, new InlineControlFlow().Apply(often));
        Assert.Equal(0, new InlineControlFlow().Apply(unknown));
        Assert.Contains("How often it runs", Assert.Single(GraphCheck.Problems(often)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_branch_within_a_round_captures_is_that_round_s()
    {
        // in each round: y = If(flag) { y + round } else { y }, where flag is fed, so that the If stays
        var inner = new Graph("inner");
        inner.AddOutput(inner.Apply("Add", "sum", inner.AddValue("state"), inner.AddValue("step")));
        var other = new Graph("other");
        other.AddOutput(other.Apply("Identity", "same", other.AddValue("state")));
        var body = new Graph("body");
        var round = body.AddInput("round", ElementType.Int64, Shape.Scalar);
        var go = body.AddInput("go", ElementType.Bool, Shape.Scalar);
        body.AddInput("state", ElementType.Float, Shape.Of(2));
        var step = body.Apply("Cast", "step", round);
        step.Producer!.Attributes.Set("to", (long)ElementType.Float);
        var choice = body.AddNode("If", [body.AddValue("flag")], [body.AddValue("next")], "choice");
        choice.Attributes.Set("then_branch", new GraphAttribute.Subgraph(inner));
        choice.Attributes.Set("else_branch", new GraphAttribute.Subgraph(other));
        body.AddOutput(go);
        body.AddOutput(choice.Output(0));
        var graph = new Graph("outer");
        graph.AddInput("flag", ElementType.Bool, Shape.Scalar);
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2));
        var loop = graph.AddNode("Loop", [graph.AddInitializer("count", Tensor.Scalar(2L)), null, x], [graph.AddValue("y")], "loop");
        loop.Attributes.Set("body", new GraphAttribute.Subgraph(body));
        graph.AddOutput(loop.Output(0));

        Assert.Equal(1, new InlineControlFlow().Apply(graph));

        var choices = graph.Nodes.Where(n => n.OpType == "If").ToArray();
        Assert.Equal(2, choices.Length);
        Assert.Equal(["step", "x"], choices[0].CapturedNames().Order(StringComparer.Ordinal));
        Assert.NotEqual("step", graph.Nodes.Last(n => n.OpType == "Cast").Output(0).Name);
        Assert.Contains(choices[0].Output(0).Name, choices[1].CapturedNames());
        Assert.Contains(graph.Nodes.Last(n => n.OpType == "Cast").Output(0).Name, choices[1].CapturedNames());
        Assert.Empty(GraphCheck.Problems(graph, allowOpaque: true));
    }

    private static Graph Choice(Func<Graph, Value> condition)
    {
        var graph = new Graph("choice");
        graph.AddInput("x", ElementType.Float, Shape.Of(2, 3));
        var node = graph.AddNode("If", [condition(graph)], [graph.AddValue("y")], "choose");
        node.Attributes.Set("then_branch", new GraphAttribute.Subgraph(Branch("Relu")));
        node.Attributes.Set("else_branch", new GraphAttribute.Subgraph(Branch("Neg")));
        graph.AddOutput(node.Output(0));
        node.Output(0).Type = ElementType.Float;
        return graph;
    }

    private static Graph Branch(string opType)
    {
        var branch = new Graph(opType);
        branch.AddOutput(branch.Apply(opType, "result", branch.AddValue("x")));
        return branch;
    }

    private static Graph Repeated(Func<Graph, Value> count)
    {
        var body = new Graph("body");
        var round = body.AddInput("round", ElementType.Int64, Shape.Scalar);
        var go = body.AddInput("go", ElementType.Bool, Shape.Scalar);
        var state = body.AddInput("state", ElementType.Float, Shape.Of(2));
        var step = body.Apply("Cast", "step", round);
        step.Producer!.Attributes.Set("to", (long)ElementType.Float);
        var next = body.Apply("Add", "next", state, body.Apply("Mul", "scaled", step, body.AddInitializer("w", Tensor.Vector(2f, 3f))));
        body.AddOutput(go);
        body.AddOutput(next);
        body.AddOutput(body.Apply("Identity", "collected", next));
        var graph = new Graph("repeated");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(2));
        var loop = graph.AddNode("Loop", [count(graph), null, x], [graph.AddValue("final"), graph.AddValue("all")], "loop");
        loop.Attributes.Set("body", new GraphAttribute.Subgraph(body));
        foreach (var output in loop.Outputs.OfType<Value>())
        {
            output.Type = ElementType.Float;
            graph.AddOutput(output);
        }

        return graph;
    }
}
