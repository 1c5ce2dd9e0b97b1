using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Inference.Scenes;
using Skylite.Tests.Native.Training;

namespace Skylite.Tests.Native.Inference;

public sealed class AnswerFoldTests
{
    [Theory]
    [InlineData("DCR", 2, 3)]
    [InlineData("CRD", 2, 3)]
    [InlineData("DCR", 3, 2)]
    [InlineData("CRD", 4, 1)]
    public void What_is_taken_off_spreads_as_the_runtime_does(string mode, int side, int classes)
    {
        var graph = Network(mode, side, classes);
        var feeds = new Dictionary<string, Tensor> { ["x"] = OrtOracle.Noise(1, 1, 2, 5, 6) };

        var (rest, fold) = AnswerFold.TakeOff(graph);

        Assert.Equal(new AnswerFold(side, mode == "CRD"), fold);
        Assert.DoesNotContain(rest.Nodes, n => n.OpType == "DepthToSpace");
        Assert.Empty(GraphCheck.Problems(rest));
        Assert.Equal(OrtOracle.RunOrt(graph, feeds)[0], fold!.Spread(OrtOracle.RunOrt(rest, feeds)[0], classes, 6 * side));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 67)]
    [InlineData(2, 64)]
    [InlineData(3, 21)]
    public void Rows_are_taken_in_turn(int count, int length)
    {
        var rows = Enumerable.Range(0, count * length).Select(i => (float)i).ToArray();
        var values = new float[rows.Length + 1];

        AnswerFold.Interleave(rows, count, values);

        Assert.Equal([.. Enumerable.Range(0, rows.Length).Select(i => (float)((i % count * length) + (i / count))), 0f], values);
    }

    [Fact]
    public void What_does_not_end_in_it_stays()
    {
        var graph = Network("DCR", 2, 3);
        var spread = graph.Outputs[0];
        graph.RemoveOutput(spread);
        var probabilities = graph.Apply("Softmax", "probabilities", spread);
        probabilities.Producer!.Attributes.Set("axis", 1L);
        graph.AddOutput(probabilities);

        var (rest, fold) = AnswerFold.TakeOff(graph);

        Assert.Null(fold);
        Assert.Same(graph, rest);
    }

    private static Graph Network(string mode, int side, int classes)
    {
        var graph = new Graph("folded");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 2, 5, 6));
        var y = graph.Apply(
            "DepthToSpace", "spread", graph.Apply("Conv", "head", x, graph.AddInitializer("w", OrtOracle.Noise(2, classes * side * side, 2, 1, 1))));
        y.Producer!.Attributes.Set("blocksize", (long)side);
        y.Producer!.Attributes.Set("mode", mode);
        y.Type = ElementType.Float;
        graph.AddOutput(y);
        new ShapeInference().Apply(graph);
        return graph;
    }
}
