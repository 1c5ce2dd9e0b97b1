using System.Diagnostics;
using System.Globalization;
using Skylite.Imagery.Loading;
using Skylite.Native.Torch;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;
using Skylite.Training.Schedules;
using Skylite.Training.Statistics;

namespace Skylite.Training;

/// <summary>The steps of one epoch.</summary>
internal sealed class TrainingEpoch
{
    private const int LogInterval = 10;

    private readonly Interpreter _interpreter;
    private readonly BoundLoss _loss;
    private readonly OptimizerRun _optimizer;
    private readonly WeightAverage? _average;
    private readonly TrainerOptions _options;
    private readonly IBatchSource _source;
    private readonly TrainingLog? _log;
    private readonly ExecutionPlan _plan;
    private readonly int _leastBatch;
    private readonly long _classes;

    public TrainingEpoch(
        Interpreter interpreter, ILoss loss, OptimizerRun optimizer, WeightAverage? average, TrainerOptions options, IBatchSource source, TrainingLog? log)
    {
        (_interpreter, _optimizer, _average, _options, _source, _log) = (interpreter, optimizer, average, options, source, log);
        _loss = loss.Bind(interpreter.Graph);
        _plan = interpreter.Plan(_loss.Reads);
        _classes = Classifier.ClassesOf(interpreter.Graph);
        _leastBatch = BatchNormalizations.LeastBatch(interpreter.Graph);
    }

    /// <summary>Walks through epoch number <paramref name="epoch"/>, counted from 0. The record lacks the validation.</summary>
    public EpochRecord Run(int epoch, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var seed = SeedOf(_options.Seed, epoch);
        TorchRuntime.Seed(seed);
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        double sum = 0, rate = 0;
        long images = 0;
        var done = 0;
        var (waited, asked) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var batch in _source.Epoch(epoch, cancellation))
        {
            waited += clock.Elapsed - asked;
            using (batch)
            {
                cancellation.ThrowIfCancellationRequested();
                if (batch.Count < _leastBatch || !batch.HasLabels)
                {
                    asked = clock.Elapsed;
                    continue;
                }

                var step = ((long)epoch * _source.BatchesPerEpoch) + done;
                rate = _options.LearningRate
                    * _options.Schedule.Factor(new ScheduleMoment(step, (long)_options.Epochs * _source.BatchesPerEpoch, _source.BatchesPerEpoch));
                var loss = Step(batch, rate, random);
                if (!double.IsFinite(loss))
                {
                    throw new TrainingDivergedException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The loss became {loss} in batch {done + 1} of epoch {epoch + 1}, at learning rate {rate:G3}. "
                        + $"Try a lower learning rate, a warm-up or gradient clipping; the last good epoch is in the run's folder."));
                }

                sum += loss * batch.Count;
                images += batch.Count;
                done++;
                if (step % LogInterval == 0)
                {
                    _log?.Step(step, loss, rate);
                }

                progress?.Report(Progress(epoch, done, sum / images, images / clock.Elapsed.TotalSeconds, clock.Elapsed));
            }

            asked = clock.Elapsed;
        }

        if (images == 0)
        {
            throw new InvalidDataException("An epoch of training had no batch to learn from: every image was skipped or alone in its batch.");
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return new EpochRecord
        {
            Epoch = epoch + 1,
            TrainingLoss = sum / images,
            LearningRate = rate,
            ImagesPerSecond = images / seconds,
            DataReady = 1 - (waited.TotalSeconds / seconds),
            Seconds = seconds,
        };
    }

    // Stable over processes, unlike the runtime's own hash codes.
    private static int SeedOf(int seed, int epoch) => unchecked((int)((((uint)seed * 2654435761u) ^ ((uint)epoch * 2246822519u)) & 0x7fffffff));

    private double Step(Batch batch, double rate, Random random)
    {
        using var scope = new TensorScope();
        var inputs = BatchTensors.Inputs(batch);
        var labels = BatchTensors.Labels(batch, _classes);
        var targets = new LossTargets(labels);
        if (_options.Mixup > 0)
        {
            (inputs, targets) = Mixup.Apply(inputs, labels, _options.Mixup, random);
        }

        var values = _interpreter.Run(_plan, inputs, RunMode.Train);
        var loss = _loss.Compute(new LossInputs(values, inputs, targets));
        loss.Backward();
        if (_options.GradientClip is { } limit)
        {
            _optimizer.ClipGradients(limit);
        }

        _optimizer.Step(rate);
        _average?.Step();
        return loss.Item();
    }

    private TrainingProgress Progress(int epoch, int done, double loss, double rate, TimeSpan elapsed)
    {
        var left = ((long)(_options.Epochs - epoch) * _source.BatchesPerEpoch) - done;
        return new TrainingProgress(
            epoch + 1, _options.Epochs, done, _source.BatchesPerEpoch, loss, rate, TimeSpan.FromSeconds(elapsed.TotalSeconds / done * Math.Max(0, left)));
    }

}
