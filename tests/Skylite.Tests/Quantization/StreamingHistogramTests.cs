using FsCheck;
using FsCheck.Fluent;
using Skylite.Compression.Quantization;

namespace Skylite.Tests.Quantization;

public sealed class StreamingHistogramTests
{
    [Fact]
    public void Every_value_is_counted_in_the_bin_that_holds_it_however_the_range_grows()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var histogram = new StreamingHistogram(64);
            var all = new List<float>();
            for (var batch = 0; batch < 6; batch++)
            {
                var scale = Math.Pow(10, random.Next(-6, 7));
                var offset = random.Next(-1, 2);
                var values = Enumerable.Range(0, random.Next(0, 50))
                    .Select(_ => random.Next(4) == 0 ? 0f : (float)((random.NextDouble() + offset) * scale)).ToArray();
                histogram.Add(values);
                all.AddRange(values);
            }

            var expected = all.Where(v => v != 0).GroupBy(v => (Math.Floor(v / histogram.BinWidth) + 0.5) * histogram.BinWidth)
                .Select(g => (g.Key, (long)g.Count())).OrderBy(g => g.Key).ToArray();
            Assert.Equal(expected, histogram.Bins.ToArray());
            Assert.Equal(all.Count, histogram.Count);
            Assert.Equal(all.Count(v => v == 0), histogram.ZeroCount);
            if (all.Count > 0)
            {
                Assert.Equal(all.Min(), histogram.Min);
                Assert.Equal(all.Max(), histogram.Max);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void Quantiles_lie_within_a_bin_of_the_sorted_values(double share)
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 10000).Select(_ => (float)((random.NextDouble() * 3) - 1)).Order().ToArray();
        var histogram = new StreamingHistogram();
        foreach (var chunk in values.Chunk(777))
        {
            histogram.Add(chunk);
        }

        var exact = values[(int)(share * (values.Length - 1))];
        Assert.InRange(histogram.Quantile(share), exact - (2 * histogram.BinWidth), exact + (2 * histogram.BinWidth));
    }

    [Fact]
    public void Zeros_take_their_place_between_the_signs()
    {
        var histogram = new StreamingHistogram();
        histogram.Add([-1, 0, 0, 0, 0, 0, 0, 0, 0, 2]);

        Assert.Equal(-1, histogram.Quantile(0), 1e-2);
        Assert.Equal(0, histogram.Quantile(0.5));
        Assert.Equal(2, histogram.Quantile(1));
        var zeros = new StreamingHistogram();
        zeros.Add([0, 0, 0]);
        Assert.Equal(0, zeros.Quantile(0.99));
        Assert.Equal(0, zeros.BinWidth);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_are_refused_wherever_they_stand(float odd)
    {
        for (var place = 0; place < 40; place++)
        {
            var values = new float[40];
            values[place] = odd;
            Assert.Throws<InvalidDataException>(() => new StreamingHistogram().Add(values));
        }
    }

    [Fact]
    public void The_smallest_and_largest_floats_find_a_bin()
    {
        var histogram = new StreamingHistogram(16);
        histogram.Add([float.Epsilon, -float.Epsilon]);
        histogram.Add([float.MaxValue, float.MinValue]);

        Assert.Equal(4, histogram.Bins.Sum(b => b.Count));
    }
}
