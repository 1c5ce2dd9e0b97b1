namespace Skylite.Compression.Quantization;

/// <summary>Gathers a histogram and leaves the choice of the range to a rule.</summary>
internal sealed class HistogramObserver(Func<StreamingHistogram, ActivationRange> rule) : IObserver
{
    private readonly StreamingHistogram _histogram = new();

    public void Observe(ReadOnlySpan<float> values) => _histogram.Add(values);

    public ActivationRange Range() =>
        _histogram.Count == 0
            ? throw new InvalidOperationException("Nothing was observed: the calibration data is empty.")
            : rule(_histogram);
}
