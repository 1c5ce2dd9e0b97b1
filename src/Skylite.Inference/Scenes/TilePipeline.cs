using System.Threading.Channels;
using Skylite.Imagery.Rasters;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Scenes;

/// <summary>Reads tiles, runs the model over them and hands the answers on, all at the same time; only a few batches exist at once.</summary>
/// <param name="model">The model.</param>
/// <param name="answers">Takes its answers apart, for all runs together.</param>
/// <param name="scenes">One scene, or two dates on one grid.</param>
/// <param name="capacity">Tiles of a batch.</param>
/// <param name="runs">Batches that the model runs over at the same time.</param>
internal sealed class TilePipeline(SceneModel model, TileAnswers answers, IReadOnlyList<RasterScene> scenes, int capacity, int runs)
{
    private const int Ahead = 2;

    private readonly TileRunner[] _runners = [.. Enumerable.Range(0, runs).Select(_ => new TileRunner(model, answers))];

    /// <summary>Receives a batch and the model's answer; no answer where no tile of the batch has valid pixels.</summary>
    public delegate void Receiver(TileBatch batch, OrtValue? answer);

    /// <summary>Tiles that the model saw.</summary>
    public long Tiles { get; private set; }

    /// <summary>Tiles without a valid pixel.</summary>
    public long EmptyTiles { get; private set; }

    /// <summary>Time in which the model was running, the mean over its runs at the same time.</summary>
    public TimeSpan ModelTime => _runners.Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Time) / _runners.Length;

    /// <summary>Runs some tiles in order.</summary>
    public void Run(IEnumerable<TileRequest> requests, Receiver receiver, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var free = Channel.CreateUnbounded<TileBatch>();
        var batches = Enumerable.Range(0, (2 * Ahead) + runs).Select(_ => new TileBatch(model, capacity)).ToArray();
        Array.ForEach(batches, batch => free.Writer.TryWrite(batch));

        var read = Channel.CreateBounded<TileBatch>(Ahead);
        var answered = Channel.CreateBounded<(TileBatch Batch, Task<OrtOutputs?> Answer)>(Ahead);
        Task[] stages =
        [
            Stage(() => ReadAll(requests, free.Reader, read.Writer, stop.Token), read.Writer, stop),
            Stage(() => RunAll(read.Reader, answered.Writer, stop.Token), answered.Writer, stop),
            Stage<TileBatch>(() => ReceiveAll(answered.Reader, free.Writer, receiver, stop.Token), null, stop),
        ];
        try
        {
            Task.WaitAll(stages, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            while (answered.Reader.TryRead(out var left))
            {
                Drop(left.Answer);
            }

            cancellationToken.ThrowIfCancellationRequested();
            // The others only say that the first has failed.
            var first = e.Flatten().InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? e.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
        finally
        {
            // Every run has ended, those of answers that nobody received too.
            Array.ForEach(batches, batch => batch.Dispose());
        }
    }

    private static Task Stage<T>(Action work, ChannelWriter<T>? next, CancellationTokenSource stop) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                work();
            }
            catch
            {
                stop.Cancel();
                throw;
            }
            finally
            {
                next?.TryComplete();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static IEnumerable<T> All<T>(ChannelReader<T> source, CancellationToken cancellationToken)
    {
        while (source.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult())
        {
            while (source.TryRead(out var item))
            {
                yield return item;
            }
        }
    }

    private static void Send<T>(ChannelWriter<T> target, T item, CancellationToken cancellationToken) =>
        target.WriteAsync(item, cancellationToken).AsTask().GetAwaiter().GetResult();

    private void ReadAll(IEnumerable<TileRequest> requests, ChannelReader<TileBatch> free, ChannelWriter<TileBatch> target, CancellationToken cancellationToken)
    {
        var reader = new TileReader(model, scenes);
        TileBatch? batch = null;
        foreach (var request in requests)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch ??= free.ReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
            reader.Read(request, batch);
            // Empty tiles take no place, but must not pile up either.
            if (batch.IsFull || batch.Tiles.Count >= 64 * capacity)
            {
                Send(target, batch, cancellationToken);
                batch = null;
            }
        }

        if (batch is not null)
        {
            Send(target, batch, cancellationToken);
        }
    }

    // Answers leave in the order of their batches, whichever is ready first.
    private void RunAll(ChannelReader<TileBatch> source, ChannelWriter<(TileBatch Batch, Task<OrtOutputs?> Answer)> target, CancellationToken cancellationToken)
    {
        var idle = Channel.CreateUnbounded<TileRunner>();
        foreach (var runner in _runners)
        {
            idle.Writer.TryWrite(runner);
        }

        foreach (var batch in All(source, cancellationToken))
        {
            Tiles += batch.Count;
            EmptyTiles += batch.Tiles.Count - batch.Count;
            var runner = idle.Reader.ReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
            var answer = Task.Run(
                () =>
                {
                    try
                    {
                        return runner.Run(batch, cancellationToken);
                    }
                    finally
                    {
                        idle.Writer.TryWrite(runner);
                    }
                },
                CancellationToken.None);
            try
            {
                Send(target, (batch, answer), cancellationToken);
            }
            catch
            {
                Drop(answer);
                throw;
            }
        }
    }

    // The model may still be reading the batch: nothing is given back before it has ended.
    private static void Drop(Task<OrtOutputs?> answer)
    {
        Task.WaitAny(answer);
        if (answer.IsCompletedSuccessfully)
        {
            answer.Result?.Dispose();
        }
    }

    private static void ReceiveAll(
        ChannelReader<(TileBatch Batch, Task<OrtOutputs?> Answer)> source, ChannelWriter<TileBatch> free, Receiver receiver,
        CancellationToken cancellationToken)
    {
        foreach (var (batch, pending) in All(source, cancellationToken))
        {
            using (var answer = pending.GetAwaiter().GetResult())
            {
                receiver(batch, answer?[0]);
            }

            batch.Clear();
            Send(free, batch, cancellationToken);
        }
    }
}
