using System.Collections.Concurrent;

namespace Skylite.Imagery.Loading;

/// <summary>
/// Makes batches from a store with several workers ahead of their use. The order of an epoch and what augmentation does to a sample depend on
/// seed, epoch and sample only, never on the number of workers or on timing.
/// </summary>
public sealed class BatchLoader : IBatchSource
{
    private readonly ImageStore _store;
    private readonly Preprocessing _preprocessing;
    private readonly BatchLoaderOptions _options;
    private readonly ConcurrentBag<float[]> _buffers = [];
    private readonly BatchPipeline<SampleWorker> _pipeline;

    /// <summary>Makes a loader.</summary>
    /// <param name="store">The images, at the size and with the bands of the preprocessing.</param>
    /// <param name="preprocessing">Scale and normalisation.</param>
    /// <param name="options">Batch size, order, augmentation.</param>
    /// <exception cref="ArgumentException">Store and preprocessing do not fit together, or an option is out of range.</exception>
    /// <exception cref="InvalidDataException">The preprocessing contradicts itself.</exception>
    public BatchLoader(ImageStore store, Preprocessing preprocessing, BatchLoaderOptions options)
    {
        preprocessing.Validate();
        if (preprocessing.Bands.Count != store.Bands.Count || preprocessing.Height != store.Height || preprocessing.Width != store.Width)
        {
            throw new ArgumentException(
                Invariant($"The store holds {store.Bands.Count} bands of {store.Height} × {store.Width} pixels; the network ")
                + Invariant($"wants {preprocessing.Bands.Count} of {preprocessing.Height} × {preprocessing.Width}."),
                nameof(preprocessing));
        }

        if (options.BatchSize < 1 || options.Threads.Workers < 1 || options.Threads.Prefetch < 1)
        {
            throw new ArgumentException(
                Invariant($"Batch size {options.BatchSize}, {options.Threads.Workers} workers and ")
                + Invariant($"{options.Threads.Prefetch} batches ahead must all be positive."),
                nameof(options));
        }

        if (options.DropLast && store.Samples.Count < options.BatchSize)
        {
            throw new ArgumentException(Invariant(
                $"{store.Samples.Count} images do not fill a batch of {options.BatchSize}. Use a smaller batch or more images."), nameof(options));
        }

        _store = store;
        _preprocessing = preprocessing;
        _options = options;
        _pipeline = new BatchPipeline<SampleWorker>(options.Threads, () => new SampleWorker(store, preprocessing, options));
    }

    /// <inheritdoc/>
    public int SampleCount => _store.Samples.Count;

    /// <inheritdoc/>
    public int BatchesPerEpoch => _options.DropLast
        ? SampleCount / _options.BatchSize
        : (SampleCount + _options.BatchSize - 1) / _options.BatchSize;

    /// <summary>The images in the order in which an epoch shows them.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <returns>Places in the store.</returns>
    public int[] Order(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, SampleCount)];
        if (_options.Shuffle)
        {
            new SampleRandom(_options.Seed, epoch, -1).Shuffle(order.AsSpan());
        }

        return order;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">An image cannot be read and <see cref="CorruptImagePolicy.Fail"/> is asked for; the message names it.</exception>
    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default)
    {
        var order = Order(epoch);
        return _pipeline.Run(BatchesPerEpoch, (worker, number, stop) => Make(worker, Indices(order, number), epoch, stop), cancellation);
    }

    private ReadOnlySpan<int> Indices(int[] order, int number)
    {
        var from = number * _options.BatchSize;
        return order.AsSpan(from, Math.Min(_options.BatchSize, order.Length - from));
    }

    private Batch Make(SampleWorker worker, ReadOnlySpan<int> indices, int epoch, CancellationToken stop)
    {
        var length = _store.Form.Elements;
        if (!_buffers.TryTake(out var pixels))
        {
            pixels = GC.AllocateUninitializedArray<float>(_options.BatchSize * length, pinned: true);
        }

        try
        {
            var kept = new List<int>(indices.Length);
            foreach (var index in indices)
            {
                stop.ThrowIfCancellationRequested();
                if (worker.TryMake(index, epoch, pixels.AsSpan(kept.Count * length, length)))
                {
                    kept.Add(index);
                }
            }

            int[] labels = [.. kept.Select(i => _store.Samples[i].Label)];
            return new Batch(pixels, (_preprocessing.Bands.Count, _store.Height, _store.Width), labels, [.. kept], _buffers.Add);
        }
        catch
        {
            _buffers.Add(pixels);
            throw;
        }
    }
}
