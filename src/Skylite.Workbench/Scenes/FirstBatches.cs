using Skylite.Imagery.Loading;

namespace Skylite.Workbench.Scenes;

/// <summary>The beginning of another source: as many whole batches as give a number of samples.</summary>
/// <param name="source">The other source, in an order that does not change.</param>
/// <param name="batches">How many of its batches.</param>
internal sealed class FirstBatches(IBatchSource source, int batches) : IBatchSource
{
    /// <inheritdoc/>
    public int SampleCount => source.SampleCount;

    /// <inheritdoc/>
    public int BatchesPerEpoch => Math.Min(batches, source.BatchesPerEpoch);

    /// <inheritdoc/>
    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default) => source.Epoch(epoch, cancellation).Take(batches);
}
