namespace Skylite.Training;

/// <summary>The loss of a training became infinite or not a number.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>The training diverged at a place that the message names.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }
}
