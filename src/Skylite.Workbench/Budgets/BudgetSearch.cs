using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Workbench.Models;

namespace Skylite.Workbench.Budgets;

/// <summary>Prunes as little as a budget asks for.</summary>
public static class BudgetSearch
{
    /// <summary>Searches for the ratio that meets a budget.</summary>
    /// <param name="graph">The graph to prune; it stays as it is.</param>
    /// <param name="options">How channels are chosen; the ratio is searched for.</param>
    /// <param name="evidence">What the criterion may know besides the weights.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="setting">What the budget is held against.</param>
    /// <exception cref="InvalidDataException">The budget cannot be reached; the message says what can.</exception>
    public static PruneResult Run(Graph graph, PruneOptions options, Evidence evidence, Budget budget, BudgetSetting setting)
    {
        if (Counted(budget, setting) is { } target)
        {
            return Pruner.PruneToBudget(graph, options, evidence, target, setting.Cancellation);
        }

        using var search = new LatencySearch(new PruningPlan(graph, options, evidence), setting);
        return search.Run(budget, options.Amount.MinimumShare);
    }

    /// <summary>Refuses a budget that pruning cannot reach, where that is seen without running the model.</summary>
    /// <param name="graph">The graph to prune; it stays as it is.</param>
    /// <param name="options">How channels are chosen; criterion and ratio are not looked at.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="setting">What the budget is held against.</param>
    /// <exception cref="InvalidDataException">The budget cannot be reached; the message says what can.</exception>
    public static void RequireReachable(Graph graph, PruneOptions options, Budget budget, BudgetSetting setting)
    {
        if (Counted(budget, setting) is { } target)
        {
            Pruner.RequireReachable(graph, options, target);
        }
    }

    private static PruneBudget? Counted(Budget budget, BudgetSetting setting)
    {
        if (budget.Unit.Count is not { } count)
        {
            return null;
        }

        double Count(Graph g) => count(g, new CostOptions { InputShapes = InputShapes.For(g, setting.Shapes) });
        return new PruneBudget(Count, budget.Unit.Limit(budget.Limit(Count(setting.Given))));
    }
}
