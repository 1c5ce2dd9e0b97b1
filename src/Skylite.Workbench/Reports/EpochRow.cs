namespace Skylite.Workbench.Reports;

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">Its number, from 1.</param>
public sealed record EpochRow(int Epoch)
{
    /// <summary>Mean loss over the training data, or null.</summary>
    public double? TrainingLoss { get; init; }

    /// <summary>Mean loss over the validation data, or null.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The figure by which models are chosen, on the training data, 0..1, or null.</summary>
    public double? TrainingAccuracy { get; init; }

    /// <summary>The figure by which models are chosen, on the validation data, 0..1, or null.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Learning rate at the end of the epoch, or null.</summary>
    public double? LearningRate { get; init; }
}
