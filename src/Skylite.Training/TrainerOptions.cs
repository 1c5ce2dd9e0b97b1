using Skylite.Training.Metrics;
using Skylite.Training.Optimizers;
using Skylite.Training.Schedules;

namespace Skylite.Training;

/// <summary>Settings of a <see cref="Trainer"/>.</summary>
public sealed record TrainerOptions
{
    /// <summary>Epochs of the whole training, at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The full learning rate, which the schedule scales.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>The optimiser.</summary>
    public IOptimizer Optimizer { get; init; } = new AdamWOptimizer();

    /// <summary>The course of the learning rate.</summary>
    public IRateSchedule Schedule { get; init; } = new OneCycleSchedule();

    /// <summary>How strongly weights are pulled to 0.</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>Whether biases and normalisations decay too.</summary>
    public bool DecayAll { get; init; }

    /// <summary>Rates of their own for some initializers; the first pattern that fits decides.</summary>
    public IReadOnlyList<RateFactor> RateFactors { get; init; } = [];

    /// <summary>Largest common norm of all gradients; <see langword="null"/> for no limit.</summary>
    public double? GradientClip { get; init; }

    /// <summary>Strength of mixup; 0 for none.</summary>
    public double Mixup { get; init; }

    /// <summary>Decay of the moving average of the weights, which is then what is validated and returned; <see langword="null"/> for none.</summary>
    public double? AverageDecay { get; init; }

    /// <summary>The figure of the validation by which the best epoch is chosen.</summary>
    public SelectionFigure Selection { get; init; } = SelectionFigure.OverallAccuracy;

    /// <summary>Classes over which no mean of the validation is taken.</summary>
    public IReadOnlyList<int> LeftOutOfMeans { get; init; } = [];

    /// <summary>Epochs without a better validation after which training stops; <see langword="null"/> for never.</summary>
    public int? Patience { get; init; }

    /// <summary>Wall-clock time after which training stops with the best network so far; <see langword="null"/> for no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Decides dropout and mixup; the batch source has its own seed.</summary>
    public int Seed { get; init; }

    /// <summary>Where checkpoints and logs go; <see langword="null"/> for nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether to go on from the last checkpoint in <see cref="Folder"/>, if there is one.</summary>
    public bool Resume { get; init; }

    /// <summary>What else decides the outcome and must be the same when the training is resumed: data, batches, teacher; a phrase for each.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>How the network is computed: frozen names, bfloat16, memory order.</summary>
    public InterpreterOptions Interpreter { get; init; } = new();
}
