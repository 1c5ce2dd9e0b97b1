namespace Skylite.Graphs.Weights;

/// <summary>A weight whose shape in the file is not the one in the graph.</summary>
/// <param name="Name">The initializer.</param>
/// <param name="Expected">Shape in the graph.</param>
/// <param name="Found">Shape in the file.</param>
public sealed record ShapeMismatch(string Name, Shape Expected, Shape Found)
{
    /// <summary>Name and both shapes.</summary>
    public override string ToString() => $"{Name} (file {Found}, network {Expected})";
}
