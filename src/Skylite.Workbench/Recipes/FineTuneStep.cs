using Skylite.Compression.Distillation;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Recipes;

/// <summary>Trains the model on, with the teacher's softened outputs when there is a teacher; the best epoch on validation is kept.</summary>
public sealed record FineTuneStep : IRecipeStep
{
    /// <inheritdoc/>
    public string Id => "fine-tune";

    /// <summary>Epochs; <see langword="null"/> takes the run's.</summary>
    public int? Epochs { get; init => field = value is { } epochs ? Settings.Positive(epochs, "epochs") : null; }

    /// <summary>Full learning rate; <see langword="null"/> takes the run's.</summary>
    public double? LearningRate { get; init => field = value is { } rate ? Settings.AboveZero(rate, "learning rate") : null; }

    /// <inheritdoc/>
    public string Describe() => Epochs is { } epochs ? FormattableString.Invariant($"fine-tune for {epochs} epochs") : "fine-tune";

    /// <inheritdoc/>
    public void Run(Compression compression)
    {
        var settings = compression.Training with
        {
            Epochs = Epochs ?? compression.Training.Epochs,
            LearningRate = LearningRate ?? compression.Training.LearningRate,
        };
        compression.Model = Tune(compression, settings, compression.StepFolder, Id);
        compression.HasTraining = true;
    }

    /// <summary>Trains the model of a compression on.</summary>
    /// <param name="compression">The compression.</param>
    /// <param name="settings">How.</param>
    /// <param name="folder">Where checkpoints go; <see langword="null"/> for nowhere.</param>
    /// <param name="activity">What it is called in progress lines.</param>
    internal static Graph Tune(Compression compression, TrainingSettings settings, string? folder, string activity)
    {
        var data = compression.Data;
        var labels = settings.Loss(data);
        using var distillation = compression.Distillation is { } teacher ? Distil(teacher, labels, settings) : null;
        var trainer = new Trainer(
            compression.Model,
            (ILoss?)distillation ?? labels,
            settings.Batches(data, compression.Seed),
            data.ValidationBatches(settings.BatchSize),
            settings.Trainer(compression.Seed, folder, compression.Resume));
        return trainer.Run(compression.Progress.Training(activity), compression.Cancellation).Best;
    }

    private static SoftTargetLoss Distil(DistillationSettings teacher, CrossEntropyLoss labels, TrainingSettings settings) => new(
        OnnxReader.Read(teacher.Teacher),
        new SoftTargetOptions
        {
            Temperature = teacher.Temperature,
            Alpha = teacher.Alpha,
            Labels = labels,
            Teacher = new InterpreterOptions { BFloat16Evaluation = settings.BFloat16, ChannelsLast = settings.BFloat16 },
        });
}
