namespace Skylite.Training.Schedules;

/// <summary>A linear rise over the first epochs (Goyal et al., 2017, sec. 2.2), then another schedule over the rest.</summary>
public sealed record WarmUpSchedule : IRateSchedule
{
    /// <inheritdoc/>
    public string Id => "warm-up-cosine";

    /// <inheritdoc/>
    string IRateSchedule.Summary => "a linear rise over the first epoch, then a cosine";

    /// <summary>Epochs that the rise takes; may be a fraction.</summary>
    public double Epochs { get; init; } = 1;

    /// <summary>The schedule after the rise.</summary>
    public IRateSchedule Then { get; init; } = new CosineSchedule();

    /// <inheritdoc/>
    public double Factor(ScheduleMoment moment)
    {
        var rise = Math.Min((long)Math.Round(Epochs * moment.StepsPerEpoch), moment.TotalSteps - 1);
        return moment.Step < rise
            ? (moment.Step + 1.0) / (rise + 1)
            : Then.Factor(moment with { Step = moment.Step - rise, TotalSteps = moment.TotalSteps - rise });
    }
}
