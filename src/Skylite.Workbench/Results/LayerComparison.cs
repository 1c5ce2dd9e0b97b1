using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Inference;

namespace Skylite.Workbench.Results;

/// <summary>Lays the layers of a compressed model beside those of its parent.</summary>
public static class LayerComparison
{
    private static readonly LatencyOptions Profile = new() { WarmUp = 3, MinimumTurns = 4, RunsPerTurn = 4 };

    /// <summary>Compares every layer that multiplies.</summary>
    /// <param name="parent">The parent's graph and file.</param>
    /// <param name="result">The result's graph before quantisation, and its final file.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<LayerFigures> Of(
        (Graph Graph, ModelSource File) parent, (Graph Graph, ModelSource File) result, CancellationToken cancellation = default)
    {
        var after = CostReport.Of(result.Graph).Nodes.ToDictionary(n => n.Name);
        var timesBefore = Times(parent.Graph, parent.File, cancellation);
        var timesAfter = Times(result.Graph, result.File, cancellation);
        return
        [
            .. from before in CostReport.Of(parent.Graph).Nodes
               where before.Macs > 0
               let now = after.GetValueOrDefault(before.Name)
               select new LayerFigures(
                   before.Name, before.OpType, Channels(before), now is null ? 0 : Channels(now), before.Macs, now?.Macs ?? 0,
                   timesBefore.GetValueOrDefault(before.Name, double.NaN), timesAfter.GetValueOrDefault(before.Name, double.NaN)),
        ];
    }

    private static Dictionary<string, double> Times(Graph graph, ModelSource file, CancellationToken cancellation) =>
        LayerProfile.Measure(file, Profile, graph, cancellation).GroupBy(t => t.Node).ToDictionary(g => g.Key, g => g.Sum(t => t.Milliseconds));

    private static long Channels(NodeCost node) => node.Outputs[0] is { Rank: > 1 } shape && shape[1].IsKnown ? shape[1].Length : 0;
}
