using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;

namespace Skylite.Workbench.Budgets;

/// <summary>The units of budgets.</summary>
public static class BudgetUnits
{
    /// <summary>Every unit; a new one is a line here.</summary>
    public static IReadOnlyList<BudgetUnit> All { get; } =
    [
        new("macs", "Multiply-accumulate operations for one input.", (graph, options) => CostReport.Of(graph, options).Macs) { SmallNumbersAreShares = true },
        new("params", "Trainable numbers.", (graph, _) => GraphParameters.Trainable(graph).Sum(v => (double)v.Constant!.Count))
        {
            SmallNumbersAreShares = true,
        },
        new("mb", "Megabytes (10⁶ bytes) of the ONNX file.", (graph, _) => OnnxWriter.SizeOf(graph) / 1e6) { Decimals = 6 },
        new("ms", "Milliseconds for one input in ONNX Runtime on this machine, one thread.", Count: null) { Decimals = 3 },
    ];

    /// <summary>Finds a unit by its id.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static BudgetUnit Find(string id) => NearestNames.Find("budget unit", id, All, u => u.Id);
}
