using Skylite.Graphs;
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
        var learning = new Learning
        {
            Data = compression.Data,
            Settings = settings,
            Distillation = compression.Distillation,
            Seed = compression.Seed,
            Folder = folder,
            Resume = compression.Resume,
            Activity = activity,
        };
        return learning.Run(compression.Model, compression.Progress, compression.Cancellation).Best;
    }
}
