namespace Skylite.Training.Schedules;

/// <summary>The same rate at every step.</summary>
public sealed record ConstantSchedule : ISchedule
{
    /// <inheritdoc/>
    public string Id => "constant";

    /// <inheritdoc/>
    string ISchedule.Summary => "the same rate at every step";

    /// <inheritdoc/>
    public double Factor(ScheduleMoment moment) => 1;
}
