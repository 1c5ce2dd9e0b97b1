namespace Skylite.Compression.Quantization;

/// <summary>The full range seen: nothing is clipped, but one outlier costs resolution for all.</summary>
public sealed class MinMaxCalibration : ICalibration
{
    /// <inheritdoc/>
    public string Id => "min-max";

    /// <inheritdoc/>
    public string Summary => "the whole range that was seen";

    /// <inheritdoc/>
    public IObserver CreateObserver() => new Observer();

    private sealed class Observer : IObserver
    {
        private ActivationRange? _range;

        public void Observe(ReadOnlySpan<float> values)
        {
            if (!values.IsEmpty)
            {
                var extent = ValueExtent.Of(values);
                _range = _range?.Union(extent) ?? extent;
            }
        }

        public ActivationRange Range() => _range ?? throw new InvalidOperationException("Nothing was observed: the calibration data is empty.");
    }
}
