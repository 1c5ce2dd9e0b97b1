using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;
using Skylite.Workbench.Budgets;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;
using Skylite.Workbench.Pruning;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Recipes;

/// <summary>Removes channels, at once or in rounds with fine-tuning between them, and proves every removal.</summary>
public sealed record PruneStep : IRecipeStep
{
    private const int CertificateImages = 8;

    /// <inheritdoc/>
    public string Id => "prune";

    /// <summary>Share of the channels to remove, above 0 and below 1.</summary>
    public double Ratio { get; init => field = SettingRanges.Share(value, "share of the channels to prune"); } = 0.5;

    /// <summary>Id of the criterion.</summary>
    public string Criterion { get; init => field = PruningCriteria.Find(value).Id; } = "taylor";

    /// <summary>Id of the allocation: how the ratio is shared out among layers.</summary>
    public string Scope { get; init => field = PruningAllocations.Find(value).Id; } = "uniform";

    /// <summary>Numbers of channels are rounded to multiples of this; 1 turns rounding off.</summary>
    public int Align { get; init => field = SettingRanges.Positive(value, "channels to round to"); } = 16;

    /// <summary>Rounds of pruning; fine-tuning lies between them.</summary>
    public int Rounds { get; init => field = SettingRanges.Positive(value, "rounds"); } = 1;

    /// <summary>Id of the schedule that spreads the ratio over the rounds.</summary>
    public string Schedule { get; init => field = PruningSchedules.Find(value).Id; } = "geometric";

    /// <summary>Epochs of fine-tuning between two rounds.</summary>
    public int RoundEpochs { get; init => field = SettingRanges.Positive(value, "epochs between two rounds"); } = 2;

    /// <summary>
    /// What to come down to in place of a ratio, such as <c>macs=0.5</c>, <c>params=3M</c>, <c>mb=8</c> or <c>ms=12</c>; <see langword="null"/> for the ratio.
    /// </summary>
    public string? Budget { get; init => field = value is null ? null : Budgets.Budget.Parse(value).ToString(); }

    /// <summary>File or folder that <c>skylite sensitivity</c> wrote, for the scope of that name.</summary>
    public string? Sensitivity { get; init; }

    private PruneSettings PruneSettings => new()
    {
        Ratio = Ratio,
        Budget = Budget is { } budget ? Budgets.Budget.Parse(budget) : null,
        Criterion = Criterion,
        Scope = Scope,
        Sensitivity = Sensitivity,
        Align = Align,
    };

    /// <inheritdoc/>
    public bool Trains => Rounds > 1;

    /// <inheritdoc/>
    public void Check(Graph given)
    {
        if (Sensitivity is not null && Scope != new SensitivityAllocation().Id)
        {
            throw new ArgumentException(
                $"Measured sensitivities are looked at in the scope 'sensitivity' alone; the scope of this step is '{Scope}'. Set \"scope\": \"sensitivity\".");
        }

        PruneSettings.Check(given);
    }

    /// <inheritdoc/>
    public string Describe() => PruneSettings.Describe() + (Rounds > 1 ? Invariant($", in {Rounds} rounds") : string.Empty);

    /// <inheritdoc/>
    public void Run(RecipeState state)
    {
        var schedule = PruningSchedules.Find(Schedule);
        var settings = PruneSettings;
        var setting = settings.Budget is null ? null : SettingOf(state);
        if (setting is not null)
        {
            settings.RequireReachable(state.Model, setting);
        }

        var ratio = Ratio;
        for (var round = 1; round <= Rounds; round++)
        {
            state.Progress.Show($"pruning, round {round} of {Rounds}");
            var evidence = CriterionEvidence.Of(
                Criterion, state.Model, state.Training.LossFor(state.Data), state.EvidenceBatches(), state.Seed,
                state.Cancellation);
            if (round == 1 && Rounds > 1 && setting is not null)
            {
                ratio = settings.Prune(state.Model, evidence, setting).Ratio;
            }

            // A budget is met by the last round; those before go part of the way.
            var step = setting is null || round < Rounds ? settings with { Ratio = schedule.RatioAfter(round, Rounds, ratio), Budget = null } : settings;
            var result = step.Prune(state.Model, evidence, setting);
            settings = settings with { OriginalCounts = result.OriginalCounts };
            var proof = Prove(result, state);
            state.Certificate = round == 1 ? proof : state.Certificate!.Then(proof);
            state.Model = result.Graph;
            if (round < Rounds)
            {
                state.Model = FineTuneStep.Tune(
                    state, state.Training with { Epochs = RoundEpochs }, folder: null,
                    Invariant($"fine-tuning after round {round}"));
            }
        }
    }

    private static BudgetSetting SettingOf(RecipeState state) => new()
    {
        Given = PruningPlan.Prepare(state.Model),
        Shapes = InputShapes.Of(state.Model, new Dictionary<string, Shape>()),
        Times = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(state.StepFolder))!, "latency.json"),
        Progress = state.Progress,
        Cancellation = state.Cancellation,
    };

    private static CertificateFigures Prove(PruneResult result, RecipeState state)
    {
        var figures = RemovalProof.Issue(
            result,
            [state.Data.FirstInputs(state.Data.SelectionPart(), CertificateImages, state.Cancellation)],
            new ProofSettings { Session = state.Session },
            state.Cancellation);
        state.Progress.Say(RemovalProof.Describe(figures));
        return RemovalProof.Require(figures);
    }
}
