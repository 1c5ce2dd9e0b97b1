using Skylite.Graphs;
using Skylite.Graphs.Cost;

namespace Skylite.Workbench.Results;

/// <summary>What a model costs, counted on its graph for one image.</summary>
/// <param name="Parameters">Weights that training may change; running statistics of batch normalisation do not count.</param>
/// <param name="Macs">Multiply-accumulate operations.</param>
/// <param name="PeakActivationBytes">Largest sum of activations that live at one time.</param>
/// <param name="MemoryAccess">Memory access cost in elements read and written (Ma et al., 2018).</param>
public sealed record CostFigures(long Parameters, long Macs, long PeakActivationBytes, long MemoryAccess)
{
    /// <summary>Counts a graph whose shapes are known.</summary>
    public static CostFigures Of(Graph graph)
    {
        var report = CostReport.Of(graph);
        return new CostFigures(report.Parameters, report.Macs, report.PeakActivationBytes, report.MemoryAccess);
    }
}
