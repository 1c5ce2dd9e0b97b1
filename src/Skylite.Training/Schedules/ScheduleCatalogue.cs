namespace Skylite.Training.Schedules;

/// <summary>Every schedule, with its default settings.</summary>
public static class ScheduleCatalogue
{
    /// <summary>The schedules that a user can name.</summary>
    public static IReadOnlyList<IRateSchedule> All { get; } =
    [
        new ConstantSchedule(),
        new StepSchedule(),
        new ExponentialSchedule(),
        new CosineSchedule(),
        new WarmUpSchedule(),
        new OneCycleSchedule(),
    ];
}
