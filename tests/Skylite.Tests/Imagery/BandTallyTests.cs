using Skylite.Imagery;

namespace Skylite.Tests.Imagery;

public sealed class BandTallyTests
{
    [Theory]
    [InlineData(5, null)]
    [InlineData(203, null)]
    [InlineData(203, -1.0)]
    public void A_tally_is_that_of_the_valid_values_however_they_are_divided(int length, double? noData)
    {
        // Far from zero, where squares of the values themselves would cancel.
        var values = Enumerable.Range(0, length).Select(i => 30000 + (float)Math.Sin(i)).ToArray();
        (values[0], values[3]) = (float.NaN, float.NegativeInfinity);
        values[2] = noData is { } n ? (float)n : values[2];
        values[^1] = noData is { } last ? (float)last : values[^1];
        var valid = values.Where(v => float.IsFinite(v) && v != noData).Select(v => (double)v).ToArray();

        foreach (var part in new[] { length, 64, 7, 1 })
        {
            var tally = values.Chunk(part).Aggregate(default(BandTally), (sum, chunk) => sum.Plus(BandTally.Of(chunk, noData)));

            Assert.Equal(valid.Length, tally.Count);
            Assert.Equal(valid.Average(), tally.Mean, 1e-8);
            Assert.Equal(Math.Sqrt(valid.Average(v => Math.Pow(v - valid.Average(), 2))), tally.Deviation, 1e-8);
            Assert.Equal((valid.Min(), valid.Max()), (tally.Minimum, tally.Maximum));
        }
    }

    [Fact]
    public void Values_of_which_none_is_valid_are_no_values() =>
        Assert.Equal(default, BandTally.Of([.. Enumerable.Repeat(7f, 20), float.NaN], noData: 7).Plus(BandTally.Of([], null)));
}
