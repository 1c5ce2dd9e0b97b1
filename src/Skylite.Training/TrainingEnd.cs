namespace Skylite.Training;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The validation has not become better for as many epochs as was allowed.</summary>
    EarlyStop,

    /// <summary>The time was used up.</summary>
    TimeBudget,
}
