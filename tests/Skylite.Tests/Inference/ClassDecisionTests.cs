using Skylite.Inference;
using Skylite.Inference.Scenes;

namespace Skylite.Tests.Inference;

public sealed class ClassDecisionTests
{
    // Three classes at four places; the last two are tied.
    private static readonly float[] Planes = [0.5f, 0.2f, 0.4f, 0.3f, 0.3f, 0.7f, 0.4f, 0.3f, 0.2f, 0.1f, 0.2f, 0.4f];

    [Fact]
    public void Without_a_threshold_the_most_probable_class_is_taken_and_of_equal_ones_the_first()
    {
        int[] chosen = [9, 9, 9, 9];
        default(ClassDecision).Of(Planes, chosen);

        Assert.Equal([0, 1, 0, 2], chosen);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(chosen[i], default(ClassDecision).Of([Planes[i], Planes[4 + i], Planes[8 + i]]));
        }
    }

    [Theory]
    [InlineData(0.1f, 1)]
    [InlineData(0.7f, 1)]
    [InlineData(0.69999f, 0)]
    public void From_its_threshold_on_the_second_of_two_is_taken(float second, int expected)
    {
        // 0.7 as a float is below 0.7 as a double.
        var decision = new ClassDecision(second == 0.1f ? 0.1 : 0.7);

        Assert.Equal(expected, decision.Of([1 - second, second]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Answers_of_every_form_are_decided_alike(double? threshold)
    {
        float[] logits = [-3, -0.25f, 0, 0.25f, 2, 3];
        var (chosen, expected) = (new int[6], new int[6]);
        var decision = new ClassDecision(threshold);
        var probabilities = new float[12];
        Probabilities.Of(logits, AnswerKind.Logits, probabilities, 2);
        decision.Of(probabilities, expected);
        Assert.Equal(2, expected.Distinct().Count());

        decision.Of(logits, AnswerKind.Logits, 2, chosen);
        Assert.Equal(expected, chosen);
        decision.Of([.. new float[6], .. logits], AnswerKind.Logits, 2, chosen);
        Assert.Equal(expected, chosen);
        decision.Of(probabilities, AnswerKind.Probabilities, 2, chosen);
        Assert.Equal(expected, chosen);
        decision.Of(probabilities.AsSpan(6), AnswerKind.Probabilities, 2, chosen);
        Assert.Equal(expected, chosen);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_threshold_is_a_share_between_two_classes(double threshold)
    {
        Assert.Contains(
            "above 0 and below 1",
            Assert.Throws<ArgumentException>(() => new ClassDecision(threshold).Require("m.onnx", ["no", "yes"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "tells 3 apart",
            Assert.Throws<ArgumentException>(() => new ClassDecision(0.5).Require("m.onnx", ["a", "b", "c"])).Message,
            StringComparison.Ordinal);
        default(ClassDecision).Require("m.onnx", ["a", "b", "c"]);
    }
}
