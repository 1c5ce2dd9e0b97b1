using Skylite.Graphs;

namespace Skylite.Training;

/// <summary>What a training ends with.</summary>
/// <param name="Best">The network of the best validation; the last one without validation data.</param>
/// <param name="BestEpoch">Number of its epoch, from 1.</param>
/// <param name="BestFigure">The figure it was chosen by on the validation data, 0 to 1; not a number without.</param>
/// <param name="History">The figures of every epoch of this run, not of those before a resumption.</param>
/// <param name="End">Why the training ended.</param>
public sealed record TrainingResult(Graph Best, int BestEpoch, double BestFigure, IReadOnlyList<EpochRecord> History, TrainingEnd End);
