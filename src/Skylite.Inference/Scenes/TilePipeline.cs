using System.Diagnostics;
using System.Threading.Channels;
using Skylite.Imagery.Rasters;
using Skylite.Inference.Augmentation;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Scenes;

/// <summary>Reads tiles, runs the model over them and hands the answers on, all at the same time; only a few batches exist at once.</summary>
internal sealed class TilePipeline(SceneModel model, IReadOnlyList<RasterScene> scenes, int capacity)
{
    private const int Ahead = 2;

    /// <summary>Receives a batch and the model's answer; no answer where no tile of the batch has valid pixels.</summary>
    public delegate void Receiver(TileBatch batch, OrtValue? answer);

    /// <summary>Tiles that the model saw.</summary>
    public long Tiles { get; private set; }

    /// <summary>Tiles without a valid pixel.</summary>
    public long EmptyTiles { get; private set; }

    /// <summary>Time in which the model was running.</summary>
    public TimeSpan ModelTime { get; private set; }

    /// <summary>Runs some tiles in order.</summary>
    public void Run(IEnumerable<TileRequest> requests, Receiver receiver, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var free = Channel.CreateUnbounded<TileBatch>();
        for (var i = 0; i < (2 * Ahead) + 1; i++)
        {
            free.Writer.TryWrite(new TileBatch(model, capacity));
        }

        var read = Channel.CreateBounded<TileBatch>(Ahead);
        var answered = Channel.CreateBounded<(TileBatch Batch, OrtOutputs? Answer)>(Ahead);
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
                left.Answer?.Dispose();
            }

            cancellationToken.ThrowIfCancellationRequested();
            // The others only say that the first has failed.
            var first = e.Flatten().InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? e.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
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

    private void RunAll(ChannelReader<TileBatch> source, ChannelWriter<(TileBatch Batch, OrtOutputs? Answer)> target, CancellationToken cancellationToken)
    {
        var answers = new TileAnswers(model);
        var views = model.Augmentation.IsActive ? new AugmentedRun(model.Augmentation, answers.ToProbabilities) : null;
        foreach (var batch in All(source, cancellationToken))
        {
            Tiles += batch.Count;
            EmptyTiles += batch.Tiles.Count - batch.Count;
            OrtOutputs? answer = null;
            if (batch.Count > 0)
            {
                var count = model.FixedBatch ?? batch.Count;
                var start = Stopwatch.GetTimestamp();
                Memory<float>[] inputs = [.. model.InputNames.Select((_, i) => batch.Input(i, count))];
                answer = views is null
                    ? RunModel(inputs, count, cancellationToken)
                    : views.Run(inputs, model.Height, model.Width, view => RunModel(view, count, cancellationToken));
                ModelTime += Stopwatch.GetElapsedTime(start);
            }

            Send(target, (batch, answer), cancellationToken);
        }
    }

    private OrtOutputs RunModel(IReadOnlyList<Memory<float>> inputs, int count, CancellationToken cancellationToken)
    {
        var values = model.InputNames.Zip(inputs, (name, pixels) => (name, Value: OrtValue.CreateTensorValueFromMemory(pixels, model.InputShape(count)))).ToArray();
        try
        {
            return model.Session.Session.Run(values.ToDictionary(i => i.name, i => i.Value), [model.Session.Output.Name], cancellationToken);
        }
        finally
        {
            Array.ForEach(values, i => i.Value.Dispose());
        }
    }

    private static void ReceiveAll(ChannelReader<(TileBatch Batch, OrtOutputs? Answer)> source, ChannelWriter<TileBatch> free, Receiver receiver, CancellationToken cancellationToken)
    {
        foreach (var (batch, answer) in All(source, cancellationToken))
        {
            using (answer)
            {
                receiver(batch, answer?[0]);
            }

            batch.Clear();
            Send(free, batch, cancellationToken);
        }
    }
}
