namespace Skylite.Training.Schedules;

/// <summary>
/// A cosine rise from 1/<see cref="InitialDivisor"/> of the rate to the full one, then a cosine fall to 1/<see cref="FinalDivisor"/> of the initial one
/// (Smith and Topin, 2019), with the phases of PyTorch's <c>OneCycleLR</c>.
/// </summary>
public sealed record OneCycleSchedule : IRateSchedule
{
    /// <inheritdoc/>
    public string Id => "one-cycle";

    /// <inheritdoc/>
    string IRateSchedule.Summary => "a cosine rise over the first third, then a cosine fall to almost none";

    /// <summary>Share of the steps that the rise takes, between 0 and 1.</summary>
    public double RiseShare { get; init; } = 0.3;

    /// <summary>The full rate over the first one.</summary>
    public double InitialDivisor { get; init; } = 25;

    /// <summary>The first rate over the last one.</summary>
    public double FinalDivisor { get; init; } = 1e4;

    /// <inheritdoc/>
    public double Factor(ScheduleMoment moment)
    {
        var first = 1 / InitialDivisor;
        var last = first / FinalDivisor;
        var peak = (RiseShare * moment.TotalSteps) - 1;
        var end = moment.TotalSteps - 1;
        var step = Math.Min(moment.Step, end);
        return step <= peak || end <= peak
            ? Cosine(first, 1, peak <= 0 ? 1 : step / peak)
            : Cosine(1, last, (step - peak) / (end - peak));
    }

    private static double Cosine(double from, double to, double progress) =>
        to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * progress)));
}
