using Skylite.Compression.Quantization;

namespace Skylite.Tests.Quantization;

public sealed class CalibrationsTests
{
    public static TheoryData<string> Ids => [.. Calibrations.All.Select(c => c.Id)];

    [Fact]
    public void Ids_are_unique_and_every_calibration_is_listed()
    {
        var types = typeof(ICalibration).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ICalibration)));

        Assert.Equal(types.Select(t => t.Name).Order(), Calibrations.All.Select(c => c.GetType().Name).Order());
        Assert.Equal(Calibrations.All.Count, Calibrations.All.Select(c => c.Id).Distinct().Count());
        Assert.Contains("min-max, percentile", Assert.Throws<ArgumentException>(() => Calibrations.Get("maximum")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean percentile", Assert.Throws<ArgumentException>(() => Calibrations.Named("precentile")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_range_lies_within_what_was_seen_and_holds_nearly_all_of_it(string id)
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 20000).Select(_ => Normal(random)).ToArray();
        var range = Observe(id, values);

        Assert.InRange(range.Min, values.Min(), -1.5f);
        Assert.InRange(range.Max, 1.5f, values.Max());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_order_and_size_of_batches_do_not_matter(string id)
    {
        var random = new Random(2);
        var values = Enumerable.Range(0, 5000).Select(_ => Math.Max(Normal(random), 0)).ToArray();
        var whole = Observe(id, values);
        var observer = Calibrations.Get(id).CreateObserver();
        foreach (var chunk in values.Reverse().Chunk(99))
        {
            observer.Observe(chunk);
        }

        // A histogram that grew has wider bins, nothing else.
        Assert.Equal(whole.Max, observer.Range().Max, 0.02 * whole.Max);
        Assert.Equal(0, observer.Range().Min);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void All_zeros_and_nothing_are_handled(string id)
    {
        Assert.Equal(new ActivationRange(0, 0), Observe(id, new float[100]));
        Assert.Throws<InvalidOperationException>(() => Calibrations.Get(id).CreateObserver().Range());
        var observer = Calibrations.Get(id).CreateObserver();
        observer.Observe([]);
        Assert.Throws<InvalidOperationException>(() => observer.Range());
    }

    [Theory]
    [InlineData("percentile", 1.5)]
    [InlineData("mean-square-error", 50)]
    [InlineData("entropy", 50)]
    public void One_outlier_in_a_million_is_cut_off_where_that_pays(string id, double atMost)
    {
        var random = new Random(4);
        var values = Enumerable.Range(0, 1_000_000).Select(_ => random.NextSingle()).Append(100f).ToArray();

        Assert.Equal(100, Observe("min-max", values).Max);
        Assert.InRange(Observe(id, values).Max, 0.5, atMost);
    }

    [Fact]
    public void The_mean_square_error_is_the_least_of_all_thresholds_tried_by_brute_force()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 20000).Select(_ => Math.Max(Normal(random), 0) * MathF.Exp(Normal(random))).ToArray();

        var least = Enumerable.Range(1, 100).Min(i => Error(values, new ActivationRange(0, values.Max() * i / 100)));
        Assert.InRange(Error(values, Observe("mean-square-error", values)), 0, least * 1.02);
    }

    [Fact]
    public void Percentiles_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PercentileCalibration(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PercentileCalibration(100.1));
        Assert.Equal(100, Range(new PercentileCalibration(100), [1, 100]).Max);
    }

    private static double Error(float[] values, ActivationRange range)
    {
        var parameters = QuantizationParameters.Of(range);
        return values.Sum(v => Math.Pow(v - parameters.Simulate(v), 2));
    }

    private static ActivationRange Observe(string id, float[] values) => Range(Calibrations.Get(id), values);

    private static ActivationRange Range(ICalibration calibration, float[] values)
    {
        var observer = calibration.CreateObserver();
        observer.Observe(values);
        return observer.Range();
    }

    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
