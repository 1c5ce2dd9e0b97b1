namespace Skylite.Compression.Quantization;

/// <summary>
/// Chooses the range with the least expected square error of 8-bit quantisation: rounding (step² ÷ 12) inside, distance to the end outside
/// (Banner et al. 2019, "Post training 4-bit quantization", eq. 5, evaluated on the histogram instead of a fitted distribution).
/// </summary>
public sealed class MeanSquareErrorCalibration : ICalibration
{
    private const int Candidates = 200;

    /// <inheritdoc/>
    public string Id => "mean-square-error";

    /// <inheritdoc/>
    public string Summary => "the range with the least expected square error";

    /// <inheritdoc/>
    public IObserver CreateObserver() => new HistogramObserver(Choose);

    private static ActivationRange Choose(StreamingHistogram histogram)
    {
        var widest = Math.Max(Math.Abs(histogram.Min), Math.Abs(histogram.Max));
        var bins = histogram.Bins.ToArray();
        var best = new ActivationRange(histogram.Min, histogram.Max);
        var least = double.PositiveInfinity;
        for (var i = Candidates; i >= 1; i--)
        {
            var threshold = widest * i / Candidates;
            var range = new ActivationRange(Math.Max(histogram.Min, -threshold), Math.Min(histogram.Max, threshold));
            var error = Error(bins, range);
            if (error < least)
            {
                (least, best) = (error, range);
            }
        }

        return best;
    }

    private static double Error((double Centre, long Count)[] bins, ActivationRange range)
    {
        var step = ((double)Math.Max(range.Max, 0) - Math.Min(range.Min, 0)) / 255;
        var rounding = step * step / 12;
        var error = 0.0;
        foreach (var (centre, count) in bins)
        {
            var outside = Math.Max(Math.Max(centre - range.Max, range.Min - centre), 0);
            error += count * (outside > 0 ? outside * outside : rounding);
        }

        return error;
    }
}
