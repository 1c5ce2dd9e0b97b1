using System.CommandLine;
using Skylite.Imagery.Augmentation;
using Skylite.Training.Optimizers;
using Skylite.Training.Schedules;
using Skylite.Workbench.Jobs;

namespace Skylite.Cli.Arguments;

/// <summary>The options that say how a network is trained or fine-tuned.</summary>
internal sealed class TrainingArguments
{
    private static readonly TrainingSettings Defaults = new();

    private readonly Option<int> _epochs;
    private readonly Option<int> _batch = With("--batch-size", "Images of one step.", Defaults.BatchSize);
    private readonly Option<string> _optimizer = With("--optimizer", "Optimiser: " + string.Join(", ", OptimizerCatalogue.All.Select(o => o.Id)) + ".", Defaults.Optimizer);
    private readonly Option<double> _rate = With("--lr", "Full learning rate.", Defaults.LearningRate);
    private readonly Option<double> _decay = With("--weight-decay", "Weight decay; biases and normalisations do not decay.", Defaults.WeightDecay);
    private readonly Option<string> _schedule = With("--schedule", "Course of the learning rate: " + string.Join(", ", ScheduleCatalogue.All.Select(s => s.Id)) + ".", Defaults.Schedule);
    private readonly Option<double> _smoothing = With("--label-smoothing", "Share of the target that is spread over all classes.", Defaults.LabelSmoothing);
    private readonly Option<double> _mixup = With("--mixup", "Strength of mixup; 0 for none.", Defaults.Mixup);
    private readonly Option<bool> _balance = new("--balance-classes") { Description = "Let rare classes weigh more." };
    private readonly Option<double?> _average = new("--ema") { Description = "Decay of a moving average of the weights, such as 0.999.", HelpName = "DECAY" };
    private readonly Option<double?> _clip = new("--clip") { Description = "Largest norm of the gradient.", HelpName = "NORM" };
    private readonly Option<int?> _patience = new("--patience") { Description = "Stop after this many epochs without a better validation.", HelpName = "EPOCHS" };
    private readonly Option<double?> _minutes = new("--minutes") { Description = "Stop after this time with the best network so far.", HelpName = "MINUTES" };
    private readonly Option<string[]?> _augment = CommaList.Texts("--augment", "Augmentations: " + string.Join(", ", Augmentations.All.Select(a => a.Id)) + ", all, none. Default: flips and quarter turns.");
    private readonly Option<string[]?> _freeze = CommaList.Texts("--freeze", "Patterns of weights that stay as they are, such as 'features.*'.");
    private readonly Option<bool> _bf16 = new("--bf16") { Description = "Compute in bfloat16: about twice as fast on processors with AVX-512 BF16 or AMX." };
    private readonly Option<int?> _workers = new("--workers") { Description = "Threads that make batches. Default: one per core.", HelpName = "THREADS" };

    /// <summary>Makes the options.</summary>
    /// <param name="epochs">Default number of epochs.</param>
    public TrainingArguments(int epochs) => _epochs = With("--epochs", "Times that every training image is seen.", epochs);

    /// <summary>Adds the options to a command.</summary>
    public TrainingArguments AddTo(Command command)
    {
        foreach (var option in (Option[])[_epochs, _batch, _optimizer, _rate, _decay, _schedule, _smoothing, _mixup, _balance, _average, _clip, _patience, _minutes, _augment, _freeze, _bf16, _workers])
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>What the user said.</summary>
    public TrainingSettings Read(ParseResult parse) => new()
    {
        Epochs = parse.GetValue(_epochs),
        BatchSize = parse.GetValue(_batch),
        Optimizer = parse.GetRequiredValue(_optimizer),
        LearningRate = parse.GetValue(_rate),
        WeightDecay = parse.GetValue(_decay),
        Schedule = parse.GetRequiredValue(_schedule),
        LabelSmoothing = parse.GetValue(_smoothing),
        Mixup = parse.GetValue(_mixup),
        BalanceClasses = parse.GetValue(_balance),
        Average = parse.GetValue(_average),
        GradientClip = parse.GetValue(_clip),
        Patience = parse.GetValue(_patience),
        Minutes = parse.GetValue(_minutes),
        Augmentations = parse.Texts(_augment) ?? Defaults.Augmentations,
        Freeze = parse.Texts(_freeze) ?? Defaults.Freeze,
        BFloat16 = parse.GetValue(_bf16),
        Workers = parse.GetValue(_workers),
    };

    private static Option<T> With<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };
}
