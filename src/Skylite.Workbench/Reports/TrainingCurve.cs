namespace Skylite.Workbench.Reports;

/// <summary>The course of one training or fine-tuning.</summary>
/// <param name="Name">Run and phase.</param>
/// <param name="Epochs">The epochs in order.</param>
public sealed record TrainingCurve(string Name, IReadOnlyList<EpochRow> Epochs);
