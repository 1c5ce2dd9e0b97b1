using FsCheck;
using FsCheck.Fluent;
using Skylite.Compression.Quantization;

namespace Skylite.Tests.Quantization;

public sealed class QuantizationParametersTests
{
    [Fact]
    public void Zero_is_exact_and_errors_stay_below_half_a_step_inside_the_range()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var scale = Math.Pow(10, random.Next(-8, 9));
            var range = new ActivationRange((float)((random.NextDouble() - 0.7) * scale), (float)((random.NextDouble() + 0.3) * scale));
            var parameters = QuantizationParameters.Of(range);

            Assert.Equal(0, parameters.Simulate(0));
            Assert.InRange(parameters.Scale, float.Epsilon, float.MaxValue);
            for (var i = 0; i <= 20; i++)
            {
                var value = range.Min + ((range.Max - range.Min) * i / 20);

                // One step and not a half: the rounded zero point may shift the grid by half a step at the ends.
                Assert.InRange(Math.Abs(parameters.Simulate(value) - value), 0, parameters.Scale * 1.001f);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_range_from_zero_never_reaches_beyond_its_end()
    {
        var random = new Random(1);
        for (var i = 0; i < 10000; i++)
        {
            var max = i == 0 ? 6f : random.NextSingle() * 10;
            var parameters = QuantizationParameters.Of(new ActivationRange(0, max));

            Assert.Equal(0, parameters.ZeroPoint);
            Assert.True(parameters.High <= max);
            Assert.Equal(max, parameters.High, max * 1e-5);
        }
    }

    [Fact]
    public void Known_ranges_give_known_numbers()
    {
        Assert.Equal(new QuantizationParameters(1f, 128), QuantizationParameters.Of(new ActivationRange(-128, 127)));
        Assert.Equal(255, QuantizationParameters.Of(new ActivationRange(-5, -1)).ZeroPoint);
        Assert.Equal(0, QuantizationParameters.Of(new ActivationRange(2, 5)).ZeroPoint);
        Assert.Equal(new QuantizationParameters(1f / 255, 0), QuantizationParameters.Of(default));
        Assert.True(QuantizationParameters.Of(new ActivationRange(0, 1e-40f)).Scale > 0);
    }
}
