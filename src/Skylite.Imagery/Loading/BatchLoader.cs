using System.Collections.Concurrent;
using System.Threading.Channels;

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
    private readonly ConcurrentBag<SampleWorker> _workers = [];

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
            throw new ArgumentException(FormattableString.Invariant(
                $"The store holds {store.Bands.Count} bands of {store.Height} × {store.Width} pixels; the network wants {preprocessing.Bands.Count} of {preprocessing.Height} × {preprocessing.Width}."), nameof(preprocessing));
        }

        if (options.BatchSize < 1 || options.Workers < 1 || options.Prefetch < 1)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Batch size {options.BatchSize}, {options.Workers} workers and {options.Prefetch} batches ahead must all be positive."), nameof(options));
        }

        if (options.DropLast && store.Samples.Count < options.BatchSize)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{store.Samples.Count} images do not fill a batch of {options.BatchSize}. Use a smaller batch or more images."), nameof(options));
        }

        _store = store;
        _preprocessing = preprocessing;
        _options = options;
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
        int[] order = Order(epoch);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = Channel.CreateBounded<Work>(_options.Prefetch);
        var ahead = new Queue<Task<Batch>>();
        var token = stop.Token;
        var workers = Enumerable.Range(0, Math.Min(_options.Workers, _options.Prefetch))
            .Select(_ => Task.Factory.StartNew(() => Run(work.Reader, epoch, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            int next = 0;
            while (next < BatchesPerEpoch || ahead.Count > 0)
            {
                for (; next < BatchesPerEpoch && ahead.Count < _options.Prefetch; next++)
                {
                    ahead.Enqueue(Submit(work.Writer, order, next));
                }

                var batch = ahead.Dequeue().WaitAsync(cancellation).GetAwaiter().GetResult();
                if (batch.Count > 0)
                {
                    yield return batch;
                }
                else
                {
                    batch.Dispose();
                }
            }
        }
        finally
        {
            work.Writer.Complete();
            stop.Cancel();
            Task.WaitAll(workers, CancellationToken.None);
            foreach (var unused in ahead.Where(t => t.IsCompletedSuccessfully))
            {
                unused.Result.Dispose();
            }
        }
    }

    private Task<Batch> Submit(ChannelWriter<Work> writer, int[] order, int number)
    {
        int from = number * _options.BatchSize;
        var result = new TaskCompletionSource<Batch>(TaskCreationOptions.RunContinuationsAsynchronously);
        var indices = order.AsMemory(from, Math.Min(_options.BatchSize, order.Length - from));

        // Never refused: at most as many batches are ahead as the channel holds.
        _ = writer.TryWrite(new Work(indices, result));
        return result.Task;
    }

    private void Run(ChannelReader<Work> reader, int epoch, CancellationToken stop)
    {
        if (!_workers.TryTake(out var worker))
        {
            worker = new SampleWorker(_store, _preprocessing, _options);
        }

        try
        {
            while (reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
            {
                while (reader.TryRead(out var work))
                {
                    Complete(work, worker, epoch, stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The epoch was left early; nobody waits for what is still in the channel.
        }
        finally
        {
            _workers.Add(worker);
        }
    }

    private void Complete(Work work, SampleWorker worker, int epoch, CancellationToken stop)
    {
        try
        {
            work.Result.SetResult(Make(worker, work.Indices.Span, epoch, stop));
        }
        catch (Exception e)
        {
            work.Result.SetException(e);
        }
    }

    private Batch Make(SampleWorker worker, ReadOnlySpan<int> indices, int epoch, CancellationToken stop)
    {
        int length = _store.Form.Elements;
        if (!_buffers.TryTake(out var pixels))
        {
            pixels = GC.AllocateUninitializedArray<float>(_options.BatchSize * length, pinned: true);
        }

        try
        {
            var kept = new List<int>(indices.Length);
            foreach (int index in indices)
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

    private readonly record struct Work(ReadOnlyMemory<int> Indices, TaskCompletionSource<Batch> Result);
}
