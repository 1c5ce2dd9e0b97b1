namespace Skylite.Training.Schedules;

/// <summary>
/// A course of the learning rate over a training: a record whose public properties are its settings alone, as those of an
/// <see cref="Optimizers.IOptimizer"/>.
/// </summary>
public interface IRateSchedule
{
    /// <summary>Public name, in kebab-case.</summary>
    string Id { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <summary>The learning rate of a step as a multiple of the rate that the user gave.</summary>
    double Factor(ScheduleMoment moment);
}
