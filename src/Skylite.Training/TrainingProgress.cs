namespace Skylite.Training;

/// <summary>Where a running training stands.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Epochs">Epochs of the whole training.</param>
/// <param name="Batch">Batches of this epoch that are done.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Loss">Mean loss of this epoch so far.</param>
/// <param name="ImagesPerSecond">Rate of this epoch so far.</param>
/// <param name="Remaining">Estimate of the time to the end.</param>
/// <param name="Finished">The record of the epoch when it has just ended; <see langword="null"/> otherwise.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double ImagesPerSecond, TimeSpan Remaining, EpochRecord? Finished = null);
