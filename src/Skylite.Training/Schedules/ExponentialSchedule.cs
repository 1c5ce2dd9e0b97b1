namespace Skylite.Training.Schedules;

/// <summary>Multiplies the rate by <see cref="Gamma"/> after every epoch, however many there are.</summary>
public sealed record ExponentialSchedule : IRateSchedule
{
    /// <inheritdoc/>
    public string Id => "exponential";

    /// <inheritdoc/>
    string IRateSchedule.Summary => "0.95 of the rate after each epoch";

    /// <summary>What an epoch leaves of the rate, above 0 and at most 1.</summary>
    public double Gamma { get; init; } = 0.95;

    /// <inheritdoc/>
    public double Factor(ScheduleMoment moment) => Math.Pow(Gamma, moment.Epoch);
}
