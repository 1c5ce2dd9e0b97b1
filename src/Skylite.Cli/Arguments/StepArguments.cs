using System.CommandLine;
using Skylite.Compression.Pruning;
using Skylite.Compression.Quantization;
using Skylite.Workbench.Recipes;

namespace Skylite.Cli.Arguments;

/// <summary>The options that stand for a recipe: prune, fine-tune, quantise, in this order.</summary>
internal sealed class StepArguments
{
    private static readonly PruneStep Prune = new();
    private static readonly QuantizeStep Quantize = new();

    private readonly Option<double?> _prune = new("--prune") { Description = "Share of the channels to remove, such as 0.5.", HelpName = "RATIO" };
    private readonly Option<string> _criterion = OptionList.With(
        "--criterion", "Which channels go first: " + OptionList.Ids(PruningCriteria.All, c => c.Id) + ".", Prune.Criterion);
    private readonly Option<string> _scope = OptionList.With(
        "--scope", "How the ratio is shared out among layers: " + OptionList.Ids(PruningAllocations.All, a => a.Id) + ".", Prune.Scope);
    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "Instead of a share, remove as little as it takes to come down to macs=0.5 (a share), params=3M, mb=8 or ms=12 (measured here).",
        HelpName = "UNIT=VALUE",
    };
    private readonly Option<string?> _sensitivity = new("--sensitivity")
    {
        Description = "What 'skylite sensitivity' wrote; channels are then shared out by it.",
        HelpName = "RUN",
    };
    private readonly Option<int> _align = OptionList.With("--align", "Round numbers of channels to multiples of this; 1 turns it off.", Prune.Align);
    private readonly Option<int> _rounds = OptionList.With("--rounds", "Rounds of pruning with fine-tuning between them.", Prune.Rounds);
    private readonly Option<int> _roundEpochs = OptionList.With("--round-epochs", "Epochs of fine-tuning between two rounds.", Prune.RoundEpochs);
    private readonly Option<string?> _quantize = new("--quantize") { Description = "Quantise to this number type: int8.", HelpName = "TYPE" };
    private readonly Option<string> _calibration = OptionList.With(
        "--calibration",
        "How activation ranges are found: " + OptionList.Ids(Calibrations.All, c => c.Id)
        + $"; {Calibrations.Best} tries all and keeps the one whose outputs are nearest to the float model's on those images.",
        Quantize.Calibration);
    private readonly Option<int> _images = OptionList.With("--calibration-images", "Training images to calibrate on.", Quantize.Images);
    private readonly Option<bool> _reducedRange = new("--reduced-range") { Description = "7-bit weights, for processors without VNNI." };

    /// <summary>Adds the options to a command.</summary>
    public StepArguments AddTo(Command command)
    {
        command.AddAll(_prune, _budget, _criterion, _scope, _sensitivity, _align, _rounds, _roundEpochs, _quantize, _calibration, _images, _reducedRange);
        return this;
    }

    private Option[] OfPruning => [_criterion, _scope, _sensitivity, _align, _rounds, _roundEpochs];

    private Option[] OfQuantization => [_calibration, _images, _reducedRange];

    /// <summary>The recipe of a file, or that the options stand for.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="file">A recipe file, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">No step is asked for, or options belong to steps that are not.</exception>
    public Recipe Read(ParseResult parse, string? file)
    {
        if (file is not null)
        {
            parse.Refuse("A recipe lists the steps with their settings.", [_prune, _budget, _quantize, .. OfPruning, .. OfQuantization]);
            return Recipe.Load(file);
        }

        var steps = new List<IRecipeStep>();
        var (ratio, budget) = (parse.GetValue(_prune), parse.GetValue(_budget));
        if (ratio is not null && budget is not null)
        {
            throw new ArgumentException("Say --prune or --budget, not both.");
        }

        if (ratio is not null || budget is not null)
        {
            steps.Add(Prune with
            {
                Ratio = ratio ?? Prune.Ratio,
                Budget = budget,
                Sensitivity = parse.GetValue(_sensitivity),
                Criterion = parse.GetRequiredValue(_criterion),
                Scope = parse.GetValue(_sensitivity) is null ? parse.GetRequiredValue(_scope) : "sensitivity",
                Align = parse.GetValue(_align),
                Rounds = parse.GetValue(_rounds),
                RoundEpochs = parse.GetValue(_roundEpochs),
            });
            steps.Add(new FineTuneStep());
        }
        else
        {
            parse.Refuse("Nothing is pruned without --prune RATIO or --budget UNIT=VALUE.", OfPruning);
        }

        if (parse.GetValue(_quantize) is { } type)
        {
            steps.Add(Quantize with
            {
                Type = type,
                Calibration = parse.GetRequiredValue(_calibration),
                Images = parse.GetValue(_images),
                ReducedRange = parse.GetValue(_reducedRange),
            });
        }
        else
        {
            parse.Refuse("Nothing is quantised without --quantize int8.", OfQuantization);
        }

        return steps.Count > 0
            ? new Recipe(steps)
            : throw new ArgumentException("Nothing to do: say --prune 0.5 or --budget macs=0.5, --quantize int8, both, or --recipe FILE.");
    }
}
