using Skylite.Graphs;
using Skylite.Training;
using Skylite.Training.FineTuning;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;
using Skylite.Training.Schedules;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>How a network is trained or fine-tuned.</summary>
public sealed record TrainingSettings
{
    /// <summary>Epochs, 1 or more.</summary>
    public int Epochs { get; init => field = SettingRanges.Positive(value, "epochs"); } = 12;

    /// <summary>Images of one step.</summary>
    public int BatchSize { get; init => field = SettingRanges.Positive(value, "images of one step"); } = 32;

    /// <summary>Id of the optimiser.</summary>
    public string Optimizer { get; init => field = NearestNames.Find("optimiser", value, OptimizerCatalogue.All, o => o.Id).Id; } = "adamw";

    /// <summary>The full learning rate.</summary>
    public double LearningRate { get; init => field = SettingRanges.AboveZero(value, "learning rate"); } = 5e-4;

    /// <summary>Weight decay; biases and normalisations do not decay, unless <see cref="DecayAll"/> says so.</summary>
    public double WeightDecay { get; init => field = SettingRanges.NotNegative(value, "weight decay"); } = 1e-2;

    /// <summary>Whether biases and normalisations decay too.</summary>
    public bool DecayAll { get; init; }

    /// <summary>Id of the learning rate's schedule.</summary>
    public string Schedule { get; init => field = NearestNames.Find("schedule", value, ScheduleCatalogue.All, s => s.Id).Id; } = "one-cycle";

    /// <summary>Id of the loss, or of several joined by <c>+</c>.</summary>
    public string Loss
    {
        get;
        init
        {
            LossCatalogue.Named(value);
            field = value;
        }
    }

    = "cross-entropy";

    /// <summary>Pixels: crops of an epoch; <see langword="null"/> takes as many as cover the training area once, and 200 at least.</summary>
    public int? CropsPerEpoch { get; init => field = value is { } crops ? SettingRanges.Positive(crops, "crops of an epoch") : null; }

    /// <summary>Pixels: share of the crops that are laid around a pixel of a class drawn evenly among all classes, 0 to 1.</summary>
    public float BalancedCrops { get; init => field = SettingRanges.ShareOrAll(value, "share of balanced crops"); } = 0.5f;

    /// <summary>
    /// Whether the side outputs of the network are taught too; they are left out of the model that is kept, and each is kept as a smaller model.
    /// </summary>
    public bool DeepSupervision { get; init; }

    /// <summary>Label smoothing, 0 to below 1.</summary>
    public double LabelSmoothing { get; init => field = SettingRanges.ShareOrNone(value, "label smoothing"); }

    /// <summary>Strength of mixup; 0 for none.</summary>
    public double Mixup { get; init => field = SettingRanges.NotNegative(value, "strength of mixup"); }

    /// <summary>Whether rare classes weigh more: each class by the inverse of its share, to the power of <see cref="BalancePower"/>.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>How much more rare classes weigh where they do, above 0 to 1: with 1 all classes weigh the same in all, with 0.5 by the root of that.</summary>
    public double BalancePower
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentException(Invariant($"The power of the classes' weights lies above 0 and not above 1, not at {value}."));
    }

    = 1;

    /// <summary>Whether dropout silences whole channels of images instead of single numbers.</summary>
    public bool ChannelDropout { get; init; }

    /// <summary>Decay of the moving average of the weights.</summary>
    public double? Average { get; init => field = value is { } decay ? SettingRanges.ShareOrNone(decay, "decay of the moving average") : null; }

    /// <summary>Largest norm of the gradient.</summary>
    public double? GradientClip { get; init => field = value is { } norm ? SettingRanges.AboveZero(norm, "largest norm of the gradient") : null; }

    /// <summary>Epochs without improvement after which training ends.</summary>
    public int? Patience { get; init => field = value is { } epochs ? SettingRanges.Positive(epochs, "epochs without a better validation") : null; }

    /// <summary>Wall-clock minutes after which training ends.</summary>
    public double? Minutes { get; init => field = value is { } minutes ? SettingRanges.AboveZero(minutes, "number of minutes") : null; }

    /// <summary>
    /// Ids of the augmentations; <c>none</c> and <c>all</c> are understood, and <see langword="null"/> takes
    /// what is usual for the data: flips and quarter turns, and of pairs date exchange and shift.
    /// </summary>
    public IReadOnlyList<string>? Augmentations
    {
        get;
        init
        {
            Imagery.Augmentation.Augmentations.Named(value ?? []);
            field = value;
        }
    }

    /// <summary>Patterns of initializers and nodes that stay as they are; frozen batch normalisations keep their running statistics.</summary>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <summary>Learning rate of the layers next to the input as a multiple of the full rate; it rises geometrically with the depth to 1 at the head.</summary>
    public double FirstLayerRate { get; init => field = SettingRanges.AboveZero(value, "learning rate of the first layers"); } = 1;

    /// <summary>Multiples of the learning rate for patterns of initializers and nodes; the first that fits decides.</summary>
    public IReadOnlyList<RateFactor> RateFactors { get; init; } = [];

    /// <summary>Whether to compute in bfloat16 where the processor can.</summary>
    public bool BFloat16 { get; init; }

    /// <summary>Threads that make batches; <see langword="null"/> for one per core.</summary>
    public int? Workers { get; init => field = value is { } count ? SettingRanges.Positive(count, "threads that make batches") : null; }

    /// <summary>Makes sure that every pattern names something of a network that is to be trained, and that it has dropout where that is asked for.</summary>
    /// <exception cref="ArgumentException">It is not so; the message names the nearest names.</exception>
    public void Check(Graph graph)
    {
        if (ChannelDropout && graph.Nodes.All(n => n.OpType != "Dropout"))
        {
            throw new ArgumentException(
                $"'{graph.Name}' has no dropout that --channel-dropout could change: files of models have none, and few networks of the zoo. Leave it out.");
        }

        if (Freeze.Count + RateFactors.Count == 0)
        {
            return;
        }

        var parts = new NamedParts(graph);
        parts.Require(Freeze, "--freeze");
        parts.Require(RateFactors.Select(f => f.Pattern), "--lr-scale");
        if (Freeze.Count > 0 && parts.Frozen(Freeze) is var frozen && ParameterRoles.Of(graph).Keys.All(v => frozen.Contains(v.Name)))
        {
            throw new ArgumentException($"--freeze {string.Join(',', Freeze)} leaves nothing to learn. Freeze less.");
        }
    }

    /// <summary>What is done, for the record.</summary>
    /// <param name="activity">What it is called.</param>
    /// <param name="seed">Seed of the training.</param>
    public string Describe(string activity, int seed) =>
        Invariant($"{activity}: {Epochs} epochs, {Loss}, {Optimizer} at {LearningRate}, {Schedule}, seed {seed}")
        + (DeepSupervision ? ", deep supervision" : string.Empty)
        + (Freeze.Count > 0 ? $", frozen {string.Join(' ', Freeze)}" : string.Empty)
        + (FirstLayerRate != 1 ? Invariant($", first layers at {FirstLayerRate} of the rate") : string.Empty)
        + string.Concat(RateFactors.Select(f => Invariant($", {f.Pattern} at {f.Factor} of the rate")));

    /// <summary>What else decides the outcome of a training, besides the trainer's own options: a resumed one must have the same.</summary>
    internal IReadOnlyList<string> Conditions =>
    [
        $"losses {Loss}",
        Invariant($"batch {BatchSize}"),
        Invariant($"smoothing {LabelSmoothing:R}"),
        $"channel dropout {ChannelDropout}",
        Invariant($"balanced classes {BalanceClasses}, power {BalancePower:R}"),
        $"augmentations {(Augmentations is null ? "usual" : string.Join('+', Augmentations))}",
        $"bfloat16 {BFloat16}",
        Invariant($"crops {CropsPerEpoch}, balanced {BalancedCrops:R}"),
        $"deep supervision {DeepSupervision}",
    ];

    /// <summary>The trainer's options.</summary>
    /// <param name="graph">The network that is to be trained.</param>
    /// <param name="seed">Seed of dropout and mixup.</param>
    /// <param name="folder">Where checkpoints go.</param>
    /// <param name="resume">Whether to go on from them.</param>
    public TrainerOptions Trainer(Graph graph, int seed, string? folder, bool resume) => new()
    {
        Epochs = Epochs,
        LearningRate = LearningRate,
        WeightDecay = WeightDecay,
        DecayAll = DecayAll,
        Optimizer = NearestNames.Find("optimiser", Optimizer, OptimizerCatalogue.All, o => o.Id),
        Schedule = NearestNames.Find("schedule", Schedule, ScheduleCatalogue.All, s => s.Id),
        GradientClip = GradientClip,
        Mixup = Mixup,
        AverageDecay = Average,
        Patience = Patience,
        RateFactors = FirstLayerRate != 1 || RateFactors.Count > 0 ? LayerRates.Of(graph, FirstLayerRate, RateFactors) : [],
        TimeBudget = Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
        Seed = seed,
        Folder = folder,
        Resume = resume,
        Interpreter = new InterpreterOptions
        {
            Frozen = Freeze.Count > 0 ? [.. new NamedParts(graph).Frozen(Freeze)] : [],
            ChannelDropout = ChannelDropout,
            BFloat16 = BFloat16,
            ChannelsLast = BFloat16,
        },
    };

    /// <summary>Refuses settings of the loss that it does not follow, before data is read.</summary>
    /// <exception cref="ArgumentException">There is such a setting.</exception>
    public void RequireUse() => LossCatalogue.Require(Loss, BalanceClasses, LabelSmoothing > 0, Mixup > 0);

    /// <summary>The same, and that the loss is for what is labelled.</summary>
    /// <param name="task">What is learnt.</param>
    /// <exception cref="ArgumentException">The loss does not follow a setting, or is for pixels only.</exception>
    public void RequireUse(ModelTask task)
    {
        RequireUse();
        if (task == ModelTask.SceneClassification && LossCatalogue.Named(Loss).NeedsPixels)
        {
            throw new ArgumentException(
                $"--loss {Loss} is for pixels: scenes with one class each have no regions and no borders. Choose cross-entropy or focal.");
        }
    }

    /// <summary>The loss against the labels.</summary>
    /// <param name="data">What is learnt: rare classes weigh by its training part.</param>
    public ILoss LossFor(ITaskData data)
    {
        RequireUse(data.Facts.Task);
        var weights = BalanceClasses ? InverseShares(data.ClassCounts, BalancePower) : null;
        var loss = LossCatalogue.Named(Loss, weights, LabelSmoothing);
        return DeepSupervision ? new DeepSupervisionLoss(loss, LossCatalogue.OfAnswers(Loss, weights, LabelSmoothing)) : loss;
    }

    private static float[] InverseShares(IReadOnlyList<long> counts, double power)
    {
        var total = (double)counts.Sum();
        return [.. counts.Select(c => c == 0 ? 1f : (float)Math.Pow(total / (counts.Count * c), power))];
    }
}
