using System.Globalization;
using Skylite.Graphs;
using Skylite.Graphs.Cost;

namespace Skylite.Workbench.Budgets;

/// <summary>A unit in which a user may say how small or fast a model has to be.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Summary">What it counts, as a sentence.</param>
/// <param name="Count">Counts it on a graph for one input of some shapes; <see langword="null"/> when it has to be measured by running the model.</param>
public sealed record BudgetUnit(string Id, string Summary, Func<Graph, CostOptions, double>? Count)
{
    /// <summary>Whether a plain number below 1 means a share of the model as it is given; a percentage always does.</summary>
    public bool SmallNumbersAreShares { get; init; }

    /// <summary>Writes a value for people, such as <c>93.1 M MACs</c>.</summary>
    public string Describe(double value) => Id switch
    {
        "ms" => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} ms"),
        "mb" => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.000} M {(Id == "macs" ? "MACs" : "parameters")}"),
    };
}
