using System.Globalization;
using Skylite.Compression.Pruning;
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

    /// <summary>Digits behind the point that say all of a value: bytes of megabytes, and as much of milliseconds as can be told apart.</summary>
    public int Decimals { get; init; }

    /// <summary>Writes a value for people, such as <c>93.1 M MACs</c>.</summary>
    public string Describe(double value) => Id switch
    {
        "ms" => Invariant($"{Few(value)} ms"),
        "mb" => Invariant($"{Few(value)} MB"),
        _ => (value < 1e6 ? Invariant($"{Math.Round(value):#,0}") : Invariant($"{value / 1e6:0.000} M")) + (Id == "macs" ? " MACs" : " parameters"),
    };

    /// <summary>A limit in this unit.</summary>
    /// <param name="value">The value to reach.</param>
    public PruneLimit Limit(double value) => new(value) { Describe = Describe, Ask = Ask };

    /// <summary>Writes a budget that a value meets, such as <c>params=3127</c>: rounded up where it has more digits than count.</summary>
    public string Ask(double value)
    {
        var unit = Math.Pow(10, Decimals);
        // A count of bytes may be a hair above itself after it was divided by a million and multiplied again.
        var nearest = Math.Round(value * unit) / unit;
        var enough = nearest >= value ? nearest : Math.Ceiling(value * unit) / unit;
        return $"{Id}={enough.ToString("0." + new string('#', Decimals), CultureInfo.InvariantCulture)}";
    }

    // Two digits behind the point say nothing about small networks.
    private static string Few(double value) => value.ToString(value < 0.1 ? "0.######" : "0.00", CultureInfo.InvariantCulture);
}
