namespace Skylite.Compression.Pruning.Schedules;

/// <summary>Fast at first, slow at the end. Source: Zhu, Gupta, "To prune, or not to prune", 2017, equation 1 with an initial share of 0.</summary>
public sealed class CubicSchedule : IPruningSchedule
{
    /// <inheritdoc/>
    public string Id => "cubic";

    /// <inheritdoc/>
    public string Summary => "many channels at first, few at the end";

    /// <inheritdoc/>
    public double RatioAfter(int step, int steps, double final) => final * (1 - Math.Pow(1 - ((double)step / steps), 3));
}
