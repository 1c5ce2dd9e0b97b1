using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>Removes channels from a graph: finds what can go, scores it, decides how much of each family goes, and removes it exactly.</summary>
public static class Pruner
{
    private const int Halvings = 14;
    private const int MostSingles = 24;

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
        if (budget.Measure(graph) <= budget.Limit.Value)
        {
            return plan.Apply(0);
        }

        var best = Least(plan, graph, options, budget);
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var middle = (low + high) / 2;
            var candidate = plan.Apply(middle);
            if (budget.Measure(candidate.Graph) <= budget.Limit.Value)
            {
                (best, high) = (candidate, middle);
            }
            else
            {
                low = middle;
            }
        }

        return Spare(plan, (low, high), best, budget, cancellation);
    }

    /// <summary>Refuses a budget that pruning cannot reach by any criterion, before gradients or the like are gathered for one.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="options">How channels are chosen; criterion and ratio are not looked at.</param>
    /// <param name="budget">What is measured, and the value to reach.</param>
    /// <exception cref="InvalidDataException">The budget cannot be reached; the message says what can.</exception>
    public static void RequireReachable(Graph graph, PruneOptions options, PruneBudget budget)
    {
        if (budget.Measure(graph) > budget.Limit.Value)
        {
            Least(new PruningPlan(graph, options with { Criterion = new L1Norm() }, Evidence.None), graph, options, budget);
        }
    }

    private static PruneResult Least(PruningPlan plan, Graph graph, PruneOptions options, PruneBudget budget)
    {
        var least = plan.Apply(1);
        budget.Limit.RequireReachable(budget.Measure(least.Graph), graph, options.Amount.MinimumShare);
        return least;
    }

    // Where numbers of channels are rounded, many layers take their step at the same ratio, and some
    // of them need not: first as many in a row as the budget allows, then single ones.
    private static PruneResult Spare(PruningPlan plan, (double Low, double High) ratios, PruneResult best, PruneBudget budget, CancellationToken cancellation)
    {
        var steps = plan.Between(ratios.Low, ratios.High);
        int[] keep = [.. plan.Keep(ratios.High)];
        bool Try(int from, int to)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] wish = [.. keep];
            foreach (var (family, count) in steps.Skip(from).Take(to - from))
            {
                wish[family] = count;
            }

            var candidate = plan.Apply(ratios.High, wish);
            if (budget.Measure(candidate.Graph) > budget.Limit.Value)
            {
                return false;
            }

            (best, keep) = (candidate, wish);
            return true;
        }

        var (spared, tooMany) = (0, steps.Count);
        while (tooMany - spared > 1)
        {
            var middle = (spared + tooMany) / 2;
            (spared, tooMany) = Try(spared, middle) ? (middle, tooMany) : (spared, middle);
        }

        for (var i = spared; i < Math.Min(steps.Count, spared + MostSingles); i++)
        {
            Try(i, i + 1);
        }

        return best;
    }
}
