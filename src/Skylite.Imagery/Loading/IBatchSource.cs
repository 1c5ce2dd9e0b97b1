namespace Skylite.Imagery.Loading;

/// <summary>Where a trainer, an evaluation or a calibration takes its batches from.</summary>
public interface IBatchSource
{
    /// <summary>Number of samples that an epoch walks through (before incomplete batches are dropped and corrupt images skipped).</summary>
    int SampleCount { get; }

    /// <summary>Number of batches that an epoch yields at most.</summary>
    int BatchesPerEpoch { get; }

    /// <summary>The batches of one epoch, in an order that depends on the source's seed and the epoch only.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="cancellation">Ends the epoch early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Batches; dispose each when its pixels are no longer needed.</returns>
    IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default);
}
