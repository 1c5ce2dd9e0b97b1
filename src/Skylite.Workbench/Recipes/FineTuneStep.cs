using Skylite.Graphs;
using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Recipes;

/// <summary>Trains the model on, with the teacher's softened outputs when there is a teacher; the best epoch on validation is kept.</summary>
public sealed record FineTuneStep : IRecipeStep
{
    /// <inheritdoc/>
    public string Id => "fine-tune";

    /// <inheritdoc/>
    public bool Trains => true;

    /// <summary>Epochs; <see langword="null"/> takes the run's.</summary>
    public int? Epochs { get; init => field = value is { } epochs ? SettingRanges.Positive(epochs, "epochs") : null; }

    /// <summary>Full learning rate; <see langword="null"/> takes the run's.</summary>
    public double? LearningRate { get; init => field = value is { } rate ? SettingRanges.AboveZero(rate, "learning rate") : null; }

    /// <inheritdoc/>
    public string Describe() => Epochs is { } epochs ? Invariant($"fine-tune for {epochs} epochs") : "fine-tune";

    /// <inheritdoc/>
    public void Run(RecipeState state)
    {
        var settings = state.Training with
        {
            Epochs = Epochs ?? state.Training.Epochs,
            LearningRate = LearningRate ?? state.Training.LearningRate,
        };
        state.Model = Tune(state, settings, state.StepFolder, Id);
        state.HasTraining = true;
    }

    /// <summary>Trains the model of a compression on.</summary>
    /// <param name="state">The state.</param>
    /// <param name="settings">How.</param>
    /// <param name="folder">Where checkpoints go; <see langword="null"/> for nowhere.</param>
    /// <param name="activity">What it is called in progress lines.</param>
    internal static Graph Tune(RecipeState state, TrainingSettings settings, string? folder, string activity)
    {
        var training = new PlannedTraining
        {
            Data = state.Data,
            Settings = settings,
            Distillation = state.Distillation,
            Seed = state.Seed,
            Folder = folder,
            Resume = state.Resume,
            Activity = activity,
        };
        state.IsTrained = true;
        return training.Run(state.Model, state.Progress, state.Cancellation).Best;
    }
}
