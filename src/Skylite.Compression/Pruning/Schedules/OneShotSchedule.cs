namespace Skylite.Compression.Pruning.Schedules;

/// <summary>Everything at the first step.</summary>
public sealed class OneShotSchedule : IPruningSchedule
{
    /// <inheritdoc/>
    public string Id => "one-shot";

    /// <inheritdoc/>
    public string Summary => "everything in the first round";

    /// <inheritdoc/>
    public double RatioAfter(int step, int steps, double final) => step > 0 ? final : 0;
}
