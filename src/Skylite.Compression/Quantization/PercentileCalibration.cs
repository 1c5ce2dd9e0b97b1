namespace Skylite.Compression.Quantization;

/// <summary>Cuts off a small share of the values at each end: outliers are clipped so that the others get finer steps.</summary>
/// <param name="percent">The share of values kept at each end, in percent; 100 is the same as min-max up to a bin's width.</param>
public sealed class PercentileCalibration(double percent = 99.999) : ICalibration
{
    private readonly double _share = percent is > 50 and <= 100
        ? percent / 100
        : throw new ArgumentOutOfRangeException(nameof(percent), percent, "The percentile must lie above 50 and be at most 100.");

    /// <inheritdoc/>
    public string Id => "percentile";

    /// <inheritdoc/>
    public string Summary => "the range without a small share of the values at each end";

    /// <inheritdoc/>
    public IObserver CreateObserver() => new HistogramObserver(h => new ActivationRange(h.Quantile(1 - _share), h.Quantile(_share)));
}
