namespace Skylite.Training.Schedules;

/// <summary>The same rate at every step.</summary>
public sealed record ConstantSchedule : IRateSchedule
{
    /// <inheritdoc/>
    public string Id => "constant";

    /// <inheritdoc/>
    string IRateSchedule.Summary => "the same rate at every step";

    /// <inheritdoc/>
    public double Factor(ScheduleMoment moment) => 1;
}
