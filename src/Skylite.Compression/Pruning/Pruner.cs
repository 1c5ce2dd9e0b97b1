using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>Removes channels from a graph: finds what can go, scores it, decides how much of each family goes, and removes it exactly.</summary>
public static class Pruner
{
    private const int Halvings = 14;

    /// <summary>Removes the share of channels that the options ask for.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="options">How channels are chosen and how many go.</param>
    /// <param name="evidence">What the criterion may know besides the weights.</param>
    /// <exception cref="InvalidDataException">The graph is not sound, or the evidence lacks what the criterion needs.</exception>
    public static PruneResult Prune(Graph graph, PruneOptions options, Evidence? evidence = null) =>
        new PruningPlan(graph, options, evidence ?? Evidence.None).ApplyOnce(options.Amount.Ratio);

    /// <summary>Removes as little as brings a measure down to a budget.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="options">How channels are chosen; the ratio is searched for.</param>
    /// <param name="evidence">What the criterion may know besides the weights.</param>
    /// <param name="budget">What is measured, and the value to reach.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="InvalidDataException">The budget cannot be reached; the message says what can.</exception>
    public static PruneResult PruneToBudget(Graph graph, PruneOptions options, Evidence? evidence, PruneBudget budget, CancellationToken cancellation = default)
    {
        var plan = new PruningPlan(graph, options, evidence ?? Evidence.None);
        if (budget.Measure(graph) <= budget.Limit)
        {
            return plan.Apply(0);
        }

        var best = plan.Apply(1);
        budget.RequireReachable(budget.Measure(best.Graph), graph, options.Amount.MinimumShare);
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var middle = (low + high) / 2;
            var candidate = plan.Apply(middle);
            if (budget.Measure(candidate.Graph) <= budget.Limit)
            {
                (best, high) = (candidate, middle);
            }
            else
            {
                low = middle;
            }
        }

        return best;
    }
}
