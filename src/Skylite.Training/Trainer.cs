using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Loading;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;

namespace Skylite.Training;

/// <summary>
/// Trains a graph: it knows a graph, a loss, a source of batches, an optimiser and a schedule, and nothing about where they came from.
/// A training that was interrupted between two epochs goes on as if it had never stopped: bit by bit on the same machine and thread count.
/// </summary>
public sealed class Trainer
{
    private readonly Graph _graph;
    private readonly ILoss _loss;
    private readonly IBatchSource _training;
    private readonly IBatchSource? _validation;
    private readonly TrainerOptions _options;

    /// <summary>Puts a training together.</summary>
    /// <param name="graph">The network to start from; it stays as it is.</param>
    /// <param name="loss">What to minimise.</param>
    /// <param name="training">Batches to learn from.</param>
    /// <param name="validation">Batches to choose the best epoch by, never to learn from; <see langword="null"/> keeps the last epoch.</param>
    /// <param name="options">Settings.</param>
    public Trainer(Graph graph, ILoss loss, IBatchSource training, IBatchSource? validation, TrainerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1);
        if (training.BatchesPerEpoch < 1)
        {
            throw new ArgumentException("The training data gives no batch: there are fewer images than one batch holds.", nameof(training));
        }

        (_graph, _loss, _training, _validation, _options) = (graph, loss, training, validation, options);
    }

    /// <summary>Trains.</summary>
    /// <param name="progress">Told after every batch and every epoch.</param>
    /// <param name="cancellation">Interrupts the training; the last finished epoch stays in the folder, to be resumed.</param>
    /// <exception cref="OperationCanceledException">The training was interrupted.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="InvalidDataException">The folder holds a run of another network or with other settings.</exception>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var interpreter = new Interpreter(_graph, _options.Interpreter);
        var groups = ParameterGroup.Of(interpreter.Parameters, _options.WeightDecay, _options.DecayAll, _options.RateFactors);
        using var optimizer = new OptimizerRun(_options.Optimizer, groups);
        using var average = _options.AverageDecay is { } decay ? new WeightAverage(interpreter, decay) : null;
        var checkpoint = _options.Folder is null ? null : new Checkpoint(_options.Folder, Settings());
        var position = new TrainingPosition();
        Graph? best = null;
        if (checkpoint is { Exists: true } && _options.Resume)
        {
            position = checkpoint.Load(interpreter, optimizer, average, _loss as ILossMemory);
            best = position.BestEpoch > 0 ? OnnxReader.Read(checkpoint.BestPath) : null;
        }

        checkpoint?.Save(position, interpreter, optimizer, average, _loss as ILossMemory);
        using var log = _options.Folder is null ? null : new TrainingLog(_options.Folder, position.EpochsDone);
        var epoch = new TrainingEpoch(interpreter, _loss, optimizer, average, _options, _training, log);
        var history = new List<EpochRecord>();
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (Ended(position, clock.Elapsed, history) is { } end)
            {
                return new TrainingResult(best ?? interpreter.WriteBack(), position.BestEpoch, position.BestAccuracy, history, end);
            }

            var begin = clock.Elapsed;
            var record = epoch.Run(position.EpochsDone, progress, cancellation);
            average?.Exchange();
            record = record with
            {
                Validation = _validation is null ? null : Evaluation.Run(interpreter, _validation, _options.LeftOutOfMeans, cancellation),
                Seconds = (clock.Elapsed - begin).TotalSeconds,
            };
            position = position.After(record, _options.Selection, out var better);
            if (better)
            {
                best = interpreter.WriteBack();
                if (checkpoint is not null)
                {
                    OnnxWriter.Write(best, checkpoint.BestPath);
                }
            }

            average?.Exchange();
            history.Add(record);
            // The line first: without its state the epoch is done again, and the line taken away; without its line it would have none for good.
            log?.Epoch(record);
            checkpoint?.Save(position, interpreter, optimizer, average, _loss as ILossMemory);
            progress?.Report(new TrainingProgress(
                record.Epoch,
                _options.Epochs,
                _training.BatchesPerEpoch,
                _training.BatchesPerEpoch,
                record.TrainingLoss,
                record.ImagesPerSecond,
                TimeSpan.FromSeconds(record.Seconds * (_options.Epochs - record.Epoch)),
                record));
        }
    }

    private TrainingEnd? Ended(TrainingPosition position, TimeSpan elapsed, List<EpochRecord> history)
    {
        if (position.EpochsDone >= _options.Epochs)
        {
            return TrainingEnd.Completed;
        }

        if (_options.Patience is { } patience && _validation is not null && position.EpochsDone - position.BestEpoch >= patience)
        {
            return TrainingEnd.EarlyStop;
        }

        // The next epoch is begun only if it is likely to end in time; the first always is.
        return _options.TimeBudget is { } budget && history.Count > 0 && elapsed.TotalSeconds + history[^1].Seconds > budget.TotalSeconds
            ? TrainingEnd.TimeBudget
            : null;
    }

    private IReadOnlyList<string> Settings() =>
    [
        Invariant($"epochs {_options.Epochs}"),
        Invariant($"rate {_options.LearningRate:R}"),
        Invariant($"{_options.Optimizer}"),
        Invariant($"{_options.Schedule}"),
        Invariant($"decay {_options.WeightDecay:R}{(_options.DecayAll ? " of all" : string.Empty)}"),
        Invariant($"loss {_loss.Id}"),
        Invariant($"mixup {_options.Mixup:R}"),
        Invariant($"average {_options.AverageDecay}"),
        Invariant($"clip {_options.GradientClip}"),
        Invariant($"seed {_options.Seed}"),
        Invariant($"{_training.BatchesPerEpoch} batches of an epoch"),
        .. _options.Conditions,
        Digest("frozen", _options.Interpreter.Frozen.Order(StringComparer.Ordinal)),
        Digest("rates", _options.RateFactors.Select(f => Invariant($"{f.Pattern} {f.Factor:R}"))),
    ];

    // Hundreds of names would drown the settings.
    private static string Digest(string what, IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text
        ? $"{what} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]}"
        : $"{what} none";
}
