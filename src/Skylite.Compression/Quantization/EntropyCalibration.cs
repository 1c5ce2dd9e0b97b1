namespace Skylite.Compression.Quantization;

/// <summary>
/// Chooses the clipping threshold whose 8-bit quantised distribution of magnitudes diverges least (Kullback–Leibler) from the clipped one
/// (Migacz 2017, "8-bit inference with TensorRT"). Exact zeros are left out of both distributions.
/// </summary>
public sealed class EntropyCalibration : ICalibration
{
    private const int Bins = 2048;

    /// <inheritdoc/>
    public string Id => "entropy";

    /// <inheritdoc/>
    public string Summary => "the range whose quantised distribution diverges least from the true one";

    /// <inheritdoc/>
    public IObserver CreateObserver() => new HistogramObserver(Choose);

    private static ActivationRange Choose(StreamingHistogram histogram)
    {
        var widest = Math.Max(Math.Abs((double)histogram.Min), Math.Abs((double)histogram.Max));
        if (widest == 0)
        {
            return default;
        }

        // Magnitudes of a signed activation share 255 steps between two signs.
        var levels = histogram.Min < 0 && histogram.Max > 0 ? 128 : 256;
        var counts = new double[Bins];
        foreach (var (centre, count) in histogram.Bins)
        {
            counts[Math.Min((int)(Math.Abs(centre) / widest * Bins), Bins - 1)] += count;
        }

        var best = Bins;
        var least = double.PositiveInfinity;
        for (var kept = levels; kept <= Bins; kept += 8)
        {
            var divergence = Divergence(counts, kept, levels);
            if (divergence < least)
            {
                (least, best) = (divergence, kept);
            }
        }

        var threshold = (float)(widest * best / Bins);
        return new ActivationRange(Math.Max(histogram.Min, -threshold), Math.Min(histogram.Max, threshold));
    }

    private static double Divergence(double[] counts, int kept, int levels)
    {
        var tail = 0.0;
        for (var i = kept; i < counts.Length; i++)
        {
            tail += counts[i];
        }

        var reference = 0.0;
        var quantized = 0.0;
        for (var i = 0; i < kept; i++)
        {
            quantized += counts[i];
        }

        reference = quantized + tail;
        if (quantized == 0)
        {
            return double.PositiveInfinity;
        }

        var divergence = 0.0;
        for (var level = 0; level < levels; level++)
        {
            var from = (int)((long)level * kept / levels);
            var to = (int)((long)(level + 1) * kept / levels);
            var sum = 0.0;
            var filled = 0;
            for (var i = from; i < to; i++)
            {
                sum += counts[i];
                filled += counts[i] > 0 ? 1 : 0;
            }

            for (var i = from; i < to; i++)
            {
                var p = (counts[i] + (i == kept - 1 ? tail : 0)) / reference;
                // The clipped mass may land in a bin that is otherwise empty; a tiny share keeps the divergence finite.
                var q = counts[i] > 0 ? sum / filled / quantized : 1e-9;
                divergence += p > 0 ? p * Math.Log(p / q) : 0;
            }
        }

        return divergence;
    }
}
