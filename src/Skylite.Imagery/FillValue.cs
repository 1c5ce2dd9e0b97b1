namespace Skylite.Imagery;

/// <summary>
/// A value that many pixels of a band share and that lies far from all others, as programs write it where they have no data. Unless the file says so,
/// it is taken for imagery, and mean and deviation are no longer those of the imagery.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Share">Share of the band's pixels that have it.</param>
public sealed record FillValue(double Value, double Share)
{
    // Measurements do not reach this; the smallest and the largest float are what they are not.
    private const double Unmeasurable = 1e30;

    private const double LeastShare = 0.001;
    private const double Deviations = 10;

    /// <summary>The values of a band that look so: its smallest, its largest, or none.</summary>
    /// <param name="band">The band's values.</param>
    public static IEnumerable<FillValue> Of(BandTally band)
    {
        if (band.Count == 0)
        {
            return [];
        }

        var (least, most) = (new FillValue(band.Minimum, Share(band.Least)), new FillValue(band.Maximum, Share(band.Most)));
        return new[] { (Fill: least, At: band.Least, Opposite: band.Most), (Fill: most, At: band.Most, Opposite: band.Least) }
            .Where(e => Math.Abs(e.Fill.Value) > Unmeasurable || e.Fill.IsApart(band, e.At, e.Opposite))
            .Select(e => e.Fill);

        double Share(BandExtreme extreme) => (double)extreme.Count / band.Count;
    }

    // Saturated pixels end a tail that leads up to them; between a fill value and imagery there is nothing. A band whose other pixels mostly have one
    // value is a mask or an almost empty one, where any value is far from the rest.
    private bool IsApart(BandTally band, BandExtreme at, BandExtreme opposite)
    {
        var rest = band.Count - at.Count;
        if (Share < LeastShare || rest == 0 || opposite.Count > rest / 2)
        {
            return false;
        }

        var others = band.Mean + ((band.Mean - Value) * at.Count / rest);
        var distance = Math.Abs(Value - others);
        var squares = Math.Max(0, band.Squares - (distance * distance * rest * at.Count / band.Count));
        return distance > Deviations * Math.Sqrt(squares / rest) && Math.Abs(Value - at.Next) > distance / 2;
    }
}
