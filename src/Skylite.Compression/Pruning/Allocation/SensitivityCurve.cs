namespace Skylite.Compression.Pruning.Allocation;

/// <summary>How much accuracy a network loses when a share of one family goes.</summary>
/// <param name="Points">
/// Share of the family's channels removed, above 0, and accuracy lost by it, in the order of the shares; a gain is a negative loss.
/// </param>
public sealed record SensitivityCurve(IReadOnlyList<(double Ratio, double Loss)> Points)
{
    /// <summary>The largest loss on the curve; 0 at least.</summary>
    public double LargestLoss => Points.Select(p => p.Loss).Append(0).Max();

    /// <summary>The largest share that can go before the loss first exceeds a tolerance, straight lines lying between the points.</summary>
    /// <param name="tolerance">The loss allowed, 0 or more.</param>
    public double RatioAt(double tolerance)
    {
        var (ratio, loss) = (0.0, 0.0);
        foreach (var point in Points)
        {
            if (point.Loss > tolerance)
            {
                return ratio + ((point.Ratio - ratio) * (tolerance - loss) / (point.Loss - loss));
            }

            (ratio, loss) = (point.Ratio, Math.Max(0, point.Loss));
        }

        return ratio;
    }
}
