namespace Skylite.Training.Schedules;

/// <summary>Where a training stands when a schedule is asked for a rate.</summary>
/// <param name="Step">Number of the optimiser step about to be taken, from 0.</param>
/// <param name="TotalSteps">Steps of the whole training, at least 1.</param>
/// <param name="StepsPerEpoch">Steps of one epoch, at least 1.</param>
public readonly record struct ScheduleMoment(long Step, long TotalSteps, int StepsPerEpoch)
{
    /// <summary>Number of the epoch, from 0.</summary>
    public int Epoch => (int)(Step / StepsPerEpoch);
}
