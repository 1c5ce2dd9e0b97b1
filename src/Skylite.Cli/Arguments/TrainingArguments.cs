using System.CommandLine;
using System.Globalization;
using Skylite.Imagery.Augmentation;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;
using Skylite.Training.Schedules;
using Skylite.Workbench.Jobs;
using Skylite.Zoo;

namespace Skylite.Cli.Arguments;

/// <summary>The options that say how a network is trained or fine-tuned.</summary>
internal sealed class TrainingArguments
{
    private const int CropsOfOneStep = 8;
    private static readonly TrainingSettings Defaults = new();

    private readonly Option<int> _epochs;
    private readonly Option<int?> _batch = new("--batch-size")
    {
        Description = Invariant($"Images of one step. Default: {Defaults.BatchSize}; where pixels are classified, {CropsOfOneStep} crops."),
        HelpName = "IMAGES",
    };
    private readonly Option<string> _loss = OptionList.With(
        "--loss",
        "What to minimise, or several joined by +, with factors and settings where wanted (cross-entropy+0.5*dice, focal:gamma=3): "
        + OptionList.Ids(LossCatalogue.All, l => l.Id) + ".",
        Defaults.Loss);
    private readonly Option<int?> _crops = new("--crops")
    {
        Description = "Pixels: crops of an epoch. Default: as many as cover the training area once, and 200 at least.",
        HelpName = "CROPS",
    };
    private readonly Option<float> _balanced = OptionList.With(
        "--balanced-crops",
        "Pixels: share of the crops that are laid around a pixel of a class drawn evenly among all classes; the others lie anywhere. "
        + "Rare classes are then seen, and found, more often than they occur: 0 shows them as often as they are.",
        Defaults.BalancedCrops);
    private readonly Option<string> _optimizer = OptionList.With(
        "--optimizer", "Optimiser: " + OptionList.Ids(OptimizerCatalogue.All, o => o.Id) + ".", Defaults.Optimizer);
    private readonly Option<double> _rate = OptionList.With("--lr", "Full learning rate.", Defaults.LearningRate);
    private readonly Option<double> _decay = OptionList.With(
        "--weight-decay", "Weight decay; biases and normalisations do not decay, unless --decay-all is given.", Defaults.WeightDecay);
    private readonly Option<bool> _decayAll = new("--decay-all") { Description = "Biases and normalisations decay too, as many published recipes have it." };
    private readonly Option<string> _schedule = OptionList.With(
        "--schedule", "Course of the learning rate: " + OptionList.Ids(ScheduleCatalogue.All, s => s.Id) + ".", Defaults.Schedule);
    private readonly Option<double> _smoothing = OptionList.With(
        "--label-smoothing", "Share of the target that is spread over all classes.", Defaults.LabelSmoothing);
    private readonly Option<double> _mixup = OptionList.With("--mixup", "Strength of mixup; 0 for none.", Defaults.Mixup);
    private readonly Option<bool> _balance = new("--balance-classes")
    {
        Description = "Let rare classes weigh more in cross-entropy, focal and edge-aware losses.",
    };
    private readonly Option<double> _power = OptionList.With(
        "--balance-power",
        "With --balance-classes: power of the weights, above 0 to 1; 0.5 finds fewer rare pixels where there are none.",
        Defaults.BalancePower);
    private readonly Option<bool> _channelDropout = new("--channel-dropout")
    {
        Description = "Dropout silences whole channels of images instead of single numbers; for networks that have dropout, such as fc-ef.",
    };
    private readonly Option<double?> _average = new("--ema") { Description = "Decay of a moving average of the weights, such as 0.999.", HelpName = "DECAY" };
    private readonly Option<double?> _clip = new("--clip") { Description = "Largest norm of the gradient.", HelpName = "NORM" };
    private readonly Option<int?> _patience = new("--patience")
    {
        Description = "Stop after this many epochs without a better validation.",
        HelpName = "EPOCHS",
    };
    private readonly Option<double?> _minutes = new("--minutes") { Description = "Stop after this time with the best network so far.", HelpName = "MINUTES" };
    private readonly Option<string[]?> _augment = CommaList.Texts(
        "--augment",
        "Augmentations: " + string.Join(", ", Augmentations.Ids) + ", all, none. Default: flips and quarter turns, and both of pairs for change detection.");
    private readonly Option<string[]?> _freeze = CommaList.Texts(
        "--freeze", "Patterns of weights or nodes that stay as they are, such as 'features.*'; frozen batch normalisations keep their statistics.");
    private readonly Option<double> _firstRate = OptionList.With(
        "--first-layer-lr",
        "Learning rate of the layers next to the input as a multiple of --lr, such as 0.1; it rises with the depth to the full rate at the head.",
        Defaults.FirstLayerRate);
    private readonly Option<string[]?> _scales = CommaList.Texts(
        "--lr-scale", "Multiples of the learning rate for patterns of weights or nodes, such as 'features.*=0.1'.");
    private readonly Option<bool> _bf16 = new("--bf16") { Description = "Compute in bfloat16: about twice as fast on processors with AVX-512 BF16 or AMX." };
    private readonly Option<int?> _workers = new("--workers") { Description = "Threads that make batches. Default: one per core.", HelpName = "THREADS" };

    /// <summary>Makes the options.</summary>
    /// <param name="epochs">Default number of epochs.</param>
    public TrainingArguments(int epochs) =>
        _epochs = OptionList.With("--epochs", "Times that every training image is seen; for pixels, times --crops crops.", epochs);

    /// <summary>Adds the options to a command.</summary>
    public TrainingArguments AddTo(Command command)
    {
        command.AddAll(
            _epochs, _batch, _loss, _crops, _balanced, _optimizer, _rate, _decay, _decayAll, _schedule, _smoothing, _mixup, _balance, _power, _channelDropout,
            _average, _clip, _patience, _minutes, _augment, _freeze, _firstRate, _scales, _bf16, _workers);
        return this;
    }

    // What loss, crops and batches also decide beside training: what pruning finds important.
    private Option[] OfTrainingAlone =>
    [
        _epochs, _optimizer, _rate, _decay, _decayAll, _schedule, _mixup, _channelDropout, _average, _clip, _patience, _minutes, _freeze, _firstRate, _scales,
        _bf16,
    ];

    /// <summary>Names of the options that the user gave and that nothing but a training follows.</summary>
    /// <param name="parse">The parsed command line.</param>
    public IReadOnlyList<string> GivenToTrain(ParseResult parse) => parse.Given(OfTrainingAlone);

    /// <summary>What the user said.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="task">What the network is for.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or means nothing for the task.</exception>
    public TrainingSettings Read(ParseResult parse, ModelTask task)
    {
        if (task == ModelTask.SceneClassification)
        {
            parse.Refuse("Scenes are taken whole, not in crops.", _crops, _balanced);
        }

        if (!parse.GetValue(_balance))
        {
            parse.Refuse("Without --balance-classes all classes weigh the same.", _power);
        }

        var settings = new TrainingSettings
        {
            Epochs = parse.GetValue(_epochs),
            BatchSize = parse.GetValue(_batch) ?? (task == ModelTask.SceneClassification ? Defaults.BatchSize : CropsOfOneStep),
            Loss = parse.GetRequiredValue(_loss),
            CropsPerEpoch = parse.GetValue(_crops),
            BalancedCrops = parse.GetValue(_balanced),
            Optimizer = parse.GetRequiredValue(_optimizer),
            LearningRate = parse.GetValue(_rate),
            WeightDecay = parse.GetValue(_decay),
            DecayAll = parse.GetValue(_decayAll),
            Schedule = parse.GetRequiredValue(_schedule),
            LabelSmoothing = parse.GetValue(_smoothing),
            Mixup = parse.GetValue(_mixup),
            BalanceClasses = parse.GetValue(_balance),
            BalancePower = parse.GetValue(_power),
            ChannelDropout = parse.GetValue(_channelDropout),
            Average = parse.GetValue(_average),
            GradientClip = parse.GetValue(_clip),
            Patience = parse.GetValue(_patience),
            Minutes = parse.GetValue(_minutes),
            Augmentations = parse.Texts(_augment),
            Freeze = parse.Texts(_freeze) ?? Defaults.Freeze,
            FirstLayerRate = parse.GetValue(_firstRate),
            RateFactors = [.. (parse.Texts(_scales) ?? []).Select(Scale)],
            BFloat16 = parse.GetValue(_bf16),
            Workers = parse.GetValue(_workers),
        };
        settings.RequireUse();
        return settings;
    }

    private static RateFactor Scale(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && double.TryParse(text.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            && factor > 0 && double.IsFinite(factor)
            ? new RateFactor(text[..at], factor)
            : throw new ArgumentException(
                $"--lr-scale takes PATTERN=FACTOR with a factor above 0, such as 'features.*=0.1', not '{text}'. To keep weights as they are, use --freeze.");
    }
}
