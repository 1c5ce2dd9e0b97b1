using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Workbench.Budgets;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Pruning;

/// <summary>How channels are chosen, by their public ids, and how many go: shared by the command <c>prune</c> and the recipe step of the same name.</summary>
public sealed record PruneSettings
{
    /// <summary>Share of the channels to remove, 0 … 1; not looked at when there is a budget.</summary>
    public double Ratio { get; init; } = 0.5;

    /// <summary>What to come down to, in place of a ratio.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Id of the criterion.</summary>
    public string Criterion { get; init; } = "l1-norm";

    /// <summary>Id of the allocation.</summary>
    public string Scope { get; init; } = "uniform";

    /// <summary>File or folder that <c>skylite sensitivity</c> wrote, for the allocation of that name.</summary>
    public string? Sensitivity { get; init; }

    /// <summary>Numbers of channels are rounded to multiples of this; 1 turns rounding off.</summary>
    public int Align { get; init; } = 16;

    /// <summary>What may be removed at all.</summary>
    public ChannelOptions Channels { get; init; } = ChannelOptions.Default;

    /// <summary>Number of groups of each family before the first of several rounds.</summary>
    public IReadOnlyDictionary<string, int> OriginalCounts { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What the settings do, in a few words, such as <c>prune 50 % of the channels by l1-norm, uniform</c>.</summary>
    public string Describe() =>
        Invariant($"prune {(Budget is { } budget ? $"to {budget}" : $"{100 * Ratio:0.#} % of the channels")} by {Criterion}, {Scope}");

    /// <summary>Prunes a graph.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="evidence">What the criterion may know besides the weights.</param>
    /// <param name="setting">What a budget is held against; needed when there is one.</param>
    /// <exception cref="InvalidDataException">The graph is not sound, evidence is missing, or the budget cannot be reached.</exception>
    public PruneResult Prune(Graph graph, Evidence evidence, BudgetSetting? setting)
    {
        var options = Options(graph);
        var result = Budget is { } budget && setting is not null
            ? BudgetSearch.Run(graph, options, evidence, budget, setting)
            : Pruner.Prune(graph, options, evidence);
        PrunedBands.Record(result);
        return result;
    }

    /// <summary>Refuses a budget that cannot be reached, before evidence is gathered; one of milliseconds is held against measurements only.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="setting">What the budget is held against.</param>
    /// <exception cref="InvalidDataException">The budget cannot be reached; the message says what can.</exception>
    public void RequireReachable(Graph graph, BudgetSetting setting)
    {
        if (Budget is { } budget)
        {
            BudgetSearch.RequireReachable(graph, Options(graph), budget, setting);
        }
    }

    /// <summary>
    /// Refuses what is seen to fail without labelled data: sensitivities of another network, a criterion that this one gives nothing to go by.
    /// </summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <exception cref="ArgumentException">Settings contradict each other.</exception>
    /// <exception cref="InvalidDataException">Graph and settings do not fit.</exception>
    public void Check(Graph graph)
    {
        if (CriterionEvidence.NeedsData(Criterion))
        {
            Sensitivities(graph);
        }
        else
        {
            (this with { Budget = null }).Prune(graph, CriterionEvidence.OfWeights(seed: 0), null);
        }
    }

    private PruneOptions Options(Graph graph) => new()
    {
        Criterion = PruningCriteria.Find(Criterion),
        Allocation = PruningAllocations.Find(Scope),
        Amount = new AllocationOptions { Ratio = Ratio, Align = Align, Sensitivities = Sensitivities(graph) },
        Channels = Channels,
        OriginalCounts = OriginalCounts,
    };

    private IReadOnlyDictionary<string, SensitivityCurve> Sensitivities(Graph graph)
    {
        if (Scope != new SensitivityAllocation().Id)
        {
            return new Dictionary<string, SensitivityCurve>();
        }

        var path = Sensitivity ?? throw new ArgumentException(
            "The scope 'sensitivity' goes by measured curves: make them with 'skylite sensitivity MODEL --data DIR --out RUN', then add --sensitivity RUN.");
        var curves = SensitivityFigures.Load(path).Curves();
        return curves.Keys.Any(graph.Values.ContainsKey)
            ? curves
            : throw new InvalidDataException($"'{path}' holds the sensitivities of another network: none of its {curves.Count} groups is in '{graph.Name}'.");
    }
}
