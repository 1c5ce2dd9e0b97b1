using System.Threading.Channels;

namespace Skylite.Imagery.Loading;

/// <summary>Makes the batches of an epoch with several workers ahead of their use, and gives them out in order.</summary>
/// <typeparam name="TWorker">
/// What a thread needs to make batches; it lives for one epoch and is disposed with it, so that an idle loader holds no file open.
/// </typeparam>
/// <param name="threads">How many threads, and how far ahead.</param>
/// <param name="create">Makes a worker.</param>
internal sealed class BatchPipeline<TWorker>(BatchThreads threads, Func<TWorker> create)
{
    /// <summary>Makes one batch.</summary>
    /// <param name="worker">The thread's own worker.</param>
    /// <param name="number">Number of the batch, from 0.</param>
    /// <param name="stop">Ends the work early.</param>
    public delegate Batch Making(TWorker worker, int number, CancellationToken stop);

    /// <summary>The batches of one epoch; those without samples are left out.</summary>
    public IEnumerable<Batch> Run(int batches, Making make, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = Channel.CreateBounded<Order>(threads.Prefetch);
        var ahead = new Queue<Task<Batch>>();
        var token = stop.Token;
        var running = Enumerable.Range(0, Math.Min(threads.Workers, threads.Prefetch))
            .Select(_ => Task.Factory.StartNew(
                () => Work(work.Reader, make, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            var next = 0;
            while (next < batches || ahead.Count > 0)
            {
                for (; next < batches && ahead.Count < threads.Prefetch; next++)
                {
                    // Never refused: at most as many batches are ahead as the channel holds.
                    var order = new Order(next, new TaskCompletionSource<Batch>(TaskCreationOptions.RunContinuationsAsynchronously));
                    _ = work.Writer.TryWrite(order);
                    ahead.Enqueue(order.Result.Task);
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
            Task.WaitAll(running, CancellationToken.None);
            foreach (var unused in ahead.Where(t => t.IsCompletedSuccessfully))
            {
                unused.Result.Dispose();
            }
        }
    }

    private void Work(ChannelReader<Order> orders, Making make, CancellationToken stop)
    {
        try
        {
            // What keeps a worker from being made fails the batch that it would have made.
            var made = new Lazy<TWorker>(create, LazyThreadSafetyMode.None);
            using var files = new Closing(() => made.IsValueCreated ? made.Value as IDisposable : null);
            while (orders.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
            {
                while (orders.TryRead(out var order))
                {
                    try
                    {
                        order.Result.SetResult(make(made.Value, order.Number, stop));
                    }
                    catch (Exception e)
                    {
                        order.Result.SetException(e);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The epoch was left early; nobody waits for what is still in the channel.
        }
    }

    private readonly record struct Closing(Func<IDisposable?> Opened) : IDisposable
    {
        public void Dispose() => Opened()?.Dispose();
    }

    private readonly record struct Order(int Number, TaskCompletionSource<Batch> Result);
}
