using Skylite.Inference.Scenes;

namespace Skylite.Tests.Inference;

public sealed class ProbabilitiesTests
{
    [Theory]
    [InlineData(2, 5)]
    [InlineData(7, 64)]
    [InlineData(3, 37)]
    public void Softmax_is_the_textbook_one(int classes, int places)
    {
        var random = new Random(3);
        var logits = Enumerable.Range(0, classes * places).Select(_ => (float)((random.NextDouble() * 200) - 100)).ToArray();
        var expected = Enumerable.Range(0, classes * places).Select(i =>
        {
            var column = Enumerable.Range(0, classes).Select(c => (double)logits[(c * places) + (i % places)]).ToArray();
            return Math.Exp(logits[i] - column.Max()) / column.Sum(v => Math.Exp(v - column.Max()));
        }).ToArray();
        Assert.False(Probabilities.Are(logits, classes));
        Probabilities.Softmax(logits, classes);
        for (var i = 0; i < logits.Length; i++)
        {
            Assert.Equal(expected[i], logits[i], 5e-7);
        }

        Assert.True(Probabilities.Are(logits, classes));
    }

    [Fact]
    public void A_row_of_a_tile_has_the_softmax_that_the_tile_has()
    {
        const int Classes = 3, Rows = 4, Width = 21;
        var random = new Random(4);
        var logits = Enumerable.Range(0, Classes * Rows * Width).Select(_ => (float)((random.NextDouble() * 20) - 10)).ToArray();
        var whole = logits.ToArray();
        Probabilities.Softmax(whole, Classes);
        var row = new float[Classes * Width];
        for (var y = 0; y < Rows; y++)
        {
            Probabilities.Softmax(logits.AsSpan(y * Width), Rows * Width, row, Classes);
            Assert.Equal(
                Enumerable.Range(0, Classes).SelectMany(c => whole.Skip((c * Rows * Width) + (y * Width)).Take(Width)), row, (a, b) => Math.Abs(a - b) < 1e-6);
        }
    }

    [Fact]
    public void Numbers_without_end_and_no_numbers_stay_what_they_are()
    {
        var logits = Enumerable.Repeat(0f, 64).Concat(Enumerable.Repeat(float.NegativeInfinity, 64)).ToArray();
        logits[5] = float.NaN;
        Probabilities.Softmax(logits, 2);
        for (var i = 0; i < 64; i++)
        {
            Assert.Equal(i == 5 ? float.NaN : 1, logits[i]);
            Assert.Equal(i == 5 ? float.NaN : 0, logits[64 + i], 1e-30f);
        }
    }

    [Fact]
    public void The_logistic_function_is_the_textbook_one()
    {
        var logits = Enumerable.Range(0, 203).Select(i => (i - 100) * 0.9f).Prepend(float.NaN).Append(float.NaN).ToArray();
        var expected = logits.Select(x => 1 / (1 + Math.Exp(-x))).ToArray();
        Probabilities.Logistic(logits);
        Assert.Equal(expected, logits.Select(v => (double)v), (a, b) => double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) < 2e-7);
    }

    [Fact]
    public void One_number_becomes_no_and_yes()
    {
        var both = new float[4];
        Probabilities.Sigmoid([0, 3], AnswerKind.Logits, both);
        Assert.Equal(0.5f, both[0], 1e-6f);
        Assert.Equal(0.95257413f, both[3], 1e-6f);
        Probabilities.Sigmoid([0.2f, 0.9f], AnswerKind.Probabilities, both);
        Assert.Equal([0.8f, 0.1f, 0.2f, 0.9f], both.Select(v => MathF.Round(v, 5)));
    }
}
