namespace Skylite.Workbench.Datasets;

/// <summary>Mean, spread and range of a band's values; parts of an image are joined without cancellation (Chan, Golub and LeVeque, 1979).</summary>
internal readonly record struct BandTally(long Count, double Mean, double Squares, double Minimum, double Maximum)
{
    /// <summary>The tally of some values; those that are missing or no numbers do not count.</summary>
    public static BandTally Of(ReadOnlySpan<float> values, double? noData)
    {
        var missing = noData is { } n ? (float)n : float.NaN;
        var (count, sum, low, high) = (0L, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var v in values)
        {
            if (float.IsFinite(v) && v != missing)
            {
                (count, sum, low, high) = (count + 1, sum + v, Math.Min(low, v), Math.Max(high, v));
            }
        }

        if (count == 0)
        {
            return default;
        }

        var (mean, squares) = (sum / count, 0.0);
        foreach (var v in values)
        {
            squares += float.IsFinite(v) && v != missing ? (v - mean) * (v - mean) : 0;
        }

        return new BandTally(count, mean, squares, low, high);
    }

    public BandTally Plus(BandTally other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        var (count, difference) = (Count + other.Count, other.Mean - Mean);
        return new BandTally(
            count,
            Mean + (difference * other.Count / count),
            Squares + other.Squares + (difference * difference * Count * other.Count / count),
            Math.Min(Minimum, other.Minimum),
            Math.Max(Maximum, other.Maximum));
    }

    public BandFigures ToFigures(string band) => new(band, Mean, Count == 0 ? 0 : Math.Sqrt(Squares / Count), Minimum, Maximum);
}
