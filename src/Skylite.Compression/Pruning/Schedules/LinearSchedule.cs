namespace Skylite.Compression.Pruning.Schedules;

/// <summary>The same number of channels at every step.</summary>
public sealed class LinearSchedule : IPruningSchedule
{
    /// <inheritdoc/>
    public string Id => "linear";

    /// <inheritdoc/>
    public string Summary => "the same number of channels in every round";

    /// <inheritdoc/>
    public double RatioAfter(int step, int steps, double final) => final * step / steps;
}
