using Skylite.Graphs;
using Skylite.Inference.Scenes;

namespace Skylite.Tests.Inference;

public sealed class AnswerKindTests
{
    [Theory]
    [InlineData(AnswerKind.Probabilities, "Softmax")]
    [InlineData(AnswerKind.Probabilities, "Sigmoid")]
    [InlineData(AnswerKind.Probabilities, "Softmax", "Identity", "Transpose")]
    [InlineData(AnswerKind.Probabilities, "Sigmoid", "QuantizeLinear", "DequantizeLinear")]
    [InlineData(AnswerKind.Logits, "LogSoftmax")]
    [InlineData(AnswerKind.Logits, "Relu")]
    [InlineData(AnswerKind.Logits, "Softmax", "Add")]
    [InlineData(AnswerKind.Logits)]
    public void The_operator_that_makes_the_answer_tells_what_it_is(AnswerKind expected, params string[] operators)
    {
        var graph = Network(operators);
        var (kind, why) = AnswerKinds.Of(graph);
        Assert.Equal(expected, kind);
        Assert.NotEmpty(why);
    }

    [Fact]
    public void What_the_model_says_about_itself_comes_first()
    {
        var graph = Network("Sigmoid");
        graph.Metadata[AnswerKinds.MetadataKey] = "logits";
        Assert.Equal(AnswerKind.Logits, AnswerKinds.Of(graph).Kind);
        graph.Metadata[AnswerKinds.MetadataKey] = "scores";
        Assert.Contains("scores", Assert.Throws<InvalidDataException>(() => AnswerKinds.Of(graph)).Message, StringComparison.Ordinal);
        Assert.Equal(AnswerKinds.All.Select(k => k.Kind), AnswerKinds.All.Select(k => AnswerKinds.Find(k.Id)));
        Assert.Throws<ArgumentException>(() => AnswerKinds.Find("scores"));
    }

    [Fact]
    public void Numbers_outside_zero_to_one_are_no_probabilities()
    {
        Assert.Null(Probabilities.Outlier([0, 0.5f, 1.0001f, float.NaN]));
        Assert.Equal(-3, Probabilities.Outlier([0, 0.5f, -3, 7]));
    }

    private static Graph Network(params string[] operators)
    {
        var graph = new Graph("answers");
        var value = graph.AddInput("x", ElementType.Float, new Shape(1, 2, 4, 4));
        foreach (var op in operators)
        {
            value = op == "Add" ? graph.Apply(op, op, value, value) : graph.Apply(op, op, value);
        }

        graph.AddOutput(value);
        return graph;
    }
}
