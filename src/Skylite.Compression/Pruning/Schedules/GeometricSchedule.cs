namespace Skylite.Compression.Pruning.Schedules;

/// <summary>
/// The same share of what is left at every step, as iterative magnitude pruning does. Source: Han, Pool, Tran,
/// Dally, "Learning both Weights and Connections for Efficient Neural Networks", 2015, section 3.3.
/// </summary>
public sealed class GeometricSchedule : IPruningSchedule
{
    /// <inheritdoc/>
    public string Id => "geometric";

    /// <inheritdoc/>
    public string Summary => "the same share of what is left in every round";

    /// <inheritdoc/>
    public double RatioAfter(int step, int steps, double final) => 1 - Math.Pow(1 - final, (double)step / steps);
}
