using Skylite.Imagery;

namespace Skylite.Tests.Imagery;

public sealed class FillValueTests
{
    private const int Pixels = 20_000;

    // Bytes-like imagery: bell-shaped around 80 with a deviation of 20.
    private static readonly float[] Imagery = [.. Bell(80, 20)];

    [Theory]
    [InlineData(-9999f, 0.125)]
    [InlineData(-9999f, 0.9)]
    [InlineData(65535f, 0.002)]
    [InlineData(float.MinValue, 0.00005)]
    [InlineData(float.MaxValue, 0.3)]
    public void What_lies_far_from_all_imagery_is_a_fill_value(float value, double share)
    {
        var fill = Assert.Single(FillValue.Of(Tally(With(Imagery, value, share))));

        Assert.Equal(value, fill.Value);
        Assert.Equal(share, fill.Share, 1e-6);
    }

    [Fact]
    public void Saturated_shadowed_and_few_pixels_are_imagery()
    {
        Assert.Empty(FillValue.Of(Tally(Imagery)));
        Assert.Empty(FillValue.Of(default));
        // Black borders, as far as the darkest pixels are.
        Assert.Empty(FillValue.Of(Tally(With(Imagery, 0, 0.4))));
        // A dark scene whose bright roofs are at the end of the scale, and others on the way there.
        var dark = Bell(1500, 300).Select((v, i) => i % 200 == 0 ? 65535 : i % 50 == 0 ? 2000 + (i * 3) : v).ToArray();
        Assert.Empty(FillValue.Of(Tally([.. dark])));
        // One pixel in ten thousand.
        Assert.Empty(FillValue.Of(Tally(With(Imagery, -9999, 0.0001))));
    }

    [Fact]
    public void Masks_and_almost_empty_bands_have_no_fill_value()
    {
        Assert.Empty(FillValue.Of(Tally(With(new float[Pixels], 255, 0.05))));
        Assert.Empty(FillValue.Of(Tally(With(With(new float[Pixels], 3, 0.004), 1, 0.002))));
    }

    private static IEnumerable<float> Bell(double mean, double deviation)
    {
        var random = new Random(1);
        return Enumerable.Range(0, Pixels).Select(_ => (float)Math.Round(mean + (deviation * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6))));
    }

    // Every so many pixels from the first, so that none stands in the same place of all strips.
    private static float[] With(float[] values, float value, double share)
    {
        var every = 1 / share;
        var (filled, next) = (values.ToArray(), 0.0);
        for (var i = 0; i < filled.Length; i++)
        {
            if (i >= next)
            {
                (filled[i], next) = (value, next + every);
            }
        }

        return filled;
    }

    private static BandTally Tally(float[] values) => values.Chunk(997).Aggregate(default(BandTally), (sum, strip) => sum.Plus(BandTally.Of(strip, null)));
}
