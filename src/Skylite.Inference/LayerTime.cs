namespace Skylite.Inference;

/// <summary>How long one kernel takes within a run.</summary>
/// <param name="Node">The node of the graph that it computes; the runtime's own name for a kernel that it added.</param>
/// <param name="OpType">The operator that really runs, such as <c>QLinearConv</c>.</param>
/// <param name="Milliseconds">Median over the runs.</param>
/// <param name="Share">Share of the sum over all kernels, 0 to 1.</param>
public sealed record LayerTime(string Node, string OpType, double Milliseconds, double Share);
