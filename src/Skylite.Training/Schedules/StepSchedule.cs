namespace Skylite.Training.Schedules;

/// <summary>Multiplies the rate by <see cref="Gamma"/> after every <see cref="Epochs"/> epochs.</summary>
public sealed record StepSchedule : IRateSchedule
{
    /// <inheritdoc/>
    public string Id => "step";

    /// <inheritdoc/>
    string IRateSchedule.Summary => "a tenth of the rate after each third of the training";

    /// <summary>Epochs between two drops; 0 stands for a third of the training.</summary>
    public int Epochs { get; init; }

    /// <summary>What the rate is multiplied by at each drop.</summary>
    public double Gamma { get; init; } = 0.1;

    /// <inheritdoc/>
    public double Factor(ScheduleMoment moment)
    {
        var steps = Epochs > 0 ? (long)Epochs * moment.StepsPerEpoch : Math.Max(1, (moment.TotalSteps + 2) / 3);
        return Math.Pow(Gamma, moment.Step / steps);
    }
}
