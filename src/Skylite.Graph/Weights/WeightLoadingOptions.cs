namespace Skylite.Graphs.Weights;

/// <summary>How weights are loaded into a graph.</summary>
public sealed record WeightLoadingOptions
{
    /// <summary>Whether a weight that is missing, unexpected or of another shape is an error. Otherwise it is reported, and the graph keeps what it has.</summary>
    public bool Strict { get; init; }
}
