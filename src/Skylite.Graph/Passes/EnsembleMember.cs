namespace Skylite.Graphs.Passes;

/// <summary>One of several networks that answer together.</summary>
/// <param name="Graph">The network; it stays as it is.</param>
public sealed record EnsembleMember(Graph Graph)
{
    /// <summary>
    /// How the common input becomes this network's, channel by channel, <c>factor · input + shift</c>; <see langword="null"/> where it is the same.
    /// </summary>
    public (IReadOnlyList<float> Factors, IReadOnlyList<float> Shifts)? Conversion { get; init; }
}
