using Skylite.Imagery.Dense;

namespace Skylite.Imagery.Synthetic;

/// <summary>Names and colours of the kinds of <see cref="LandCover"/>.</summary>
public static class LandCovers
{
    /// <summary>All kinds, in the order of their values.</summary>
    public static IReadOnlyList<DenseClass> Classes { get; } =
    [
        new("grass", "#8fc15a"),
        new("cropland", "#e8d16c"),
        new("bare-ground", "#b08a5f"),
        new("tree", "#2f6f34"),
        new("water", "#3a76c4"),
        new("road", "#3c3c44"),
        new("pavement", "#a7a7b0"),
        new("building", "#d1493f"),
        new("vehicle", "#ff5fd0"),
    ];
}
