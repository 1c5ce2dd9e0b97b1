using Skylite.Imagery.Maps;

namespace Skylite.Workbench.Jobs;

/// <summary>A map to be made: its scenes, and the files that are written of them.</summary>
/// <param name="Scenes">One scene, or the two dates.</param>
/// <param name="Out">The map.</param>
internal sealed record MapTarget(IReadOnlyList<string> Scenes, string Out)
{
    /// <summary>The GeoPackage of its polygons, where they are wanted.</summary>
    public string? Polygons { get; init; }

    /// <summary>Whether probabilities are written beside it.</summary>
    public bool HasProbabilities { get; init; }

    /// <summary>All files, the map first.</summary>
    public IReadOnlyList<string> Files =>
    [
        Out,
        .. Polygons is null ? (IEnumerable<string>)[] : [Polygons],
        .. HasProbabilities ? (IEnumerable<string>)[MapWriter.ProbabilityFile(Out)] : [],
    ];
}
