using Skylite.Graphs;
using Skylite.Imagery.Splits;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>A training put together from what a user asked for: images, settings, perhaps a teacher.</summary>
internal sealed record PlannedTraining
{
    private const int Digits = 12;

    /// <summary>The labelled data.</summary>
    public required ITaskData Data { get; init; }

    /// <summary>How.</summary>
    public required TrainingSettings Settings { get; init; }

    /// <summary>A network to learn from besides the labels; <see langword="null"/> for none.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>Seed of order, augmentation, dropout and mixup.</summary>
    public required int Seed { get; init; }

    /// <summary>Where checkpoints go; <see langword="null"/> for nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether to go on from them.</summary>
    public bool Resume { get; init; }

    /// <summary>What it is called in progress lines.</summary>
    public required string Activity { get; init; }

    /// <summary>Refuses what cannot be trained, before any work is done for it.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="data">The labelled data.</param>
    /// <param name="settings">How it is to be trained.</param>
    /// <param name="distillation">Its teacher; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">Settings fit neither the network nor the data.</exception>
    /// <exception cref="InvalidDataException">The teacher is for something else.</exception>
    public static void Check(Graph graph, ITaskData data, TrainingSettings settings, DistillationSettings? distillation)
    {
        settings.Check(graph);
        data.Require(settings);
        settings.RequireUse(data.Facts.Task);
        if (settings.Patience is not null && !data.Has(SplitPart.Validation))
        {
            throw new ArgumentException(
                "Stopping when validation gets no better needs samples for validation, "
                + "and this split has none: leave --patience out, or keep a --validation-share.");
        }

        distillation?.Check(graph, data);
    }

    /// <summary>Trains.</summary>
    /// <param name="graph">The network to start from; it stays as it is.</param>
    /// <param name="progress">Told about batches and epochs.</param>
    /// <param name="cancellation">Interrupts the training.</param>
    public TrainingResult Run(Graph graph, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        try
        {
            return Train(graph, progress, cancellation);
        }
        finally
        {
            // Memory kept from step to step would stay beside whatever comes after the training.
            TorchRuntime.Trim();
        }
    }

    private TrainingResult Train(Graph graph, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var labels = Settings.LossFor(Data);
        var options = Settings.Trainer(graph, Seed, Folder, Resume) with
        {
            Selection = Data.Facts.Selection,
            LeftOutOfMeans = Data.Facts.LeftOutOfMeans,
            Conditions = Conditions(),
        };
        using var distillation = Distillation?.Over(labels, options.Interpreter, Data);
        var trainer = new Trainer(
            graph,
            (ILoss?)distillation ?? labels,
            Data.TrainingBatches(Settings, Seed),
            Data.Has(SplitPart.Validation) ? Data.Batches(SplitPart.Validation, Settings.BatchSize) : null,
            options);
        return trainer.Run(progress.Training(Activity, options.Selection), cancellation);
    }

    private IReadOnlyList<string> Conditions() =>
    [
        .. Settings.Conditions,
        $"split {Data.Facts.SplitChecksum[..Digits]}",
        $"input {StepRecord.DigestOf(Data.Preprocessing.ToJson())[..Digits]}",
        Distillation is null ? "no teacher" : $"teacher {StepRecord.DigestOf(Distillation.Digest)[..Digits]}",
    ];
}
