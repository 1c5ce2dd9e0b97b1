namespace Skylite.Training.Schedules;

/// <summary>Half a cosine wave from the full rate down to <see cref="Minimum"/> of it (Loshchilov and Hutter, 2017, eq. 5, without restarts).</summary>
public sealed record CosineSchedule : IRateSchedule
{
    /// <inheritdoc/>
    public string Id => "cosine";

    /// <inheritdoc/>
    string IRateSchedule.Summary => "half a cosine wave from the full rate down to none";

    /// <summary>The last rate as a share of the full one, 0 to 1.</summary>
    public double Minimum { get; init; }

    /// <inheritdoc/>
    public double Factor(ScheduleMoment moment)
    {
        var progress = Math.Min(1.0, (double)moment.Step / moment.TotalSteps);
        return Minimum + ((1 - Minimum) * (1 + Math.Cos(Math.PI * progress)) / 2);
    }
}
