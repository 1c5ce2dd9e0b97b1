using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>The six classes of the ISPRS benchmarks in the colours of their masks; black is the eroded boundary.</summary>
internal static class IsprsLabels
{
    public static IReadOnlyList<DenseClass> Classes { get; } =
    [
        new("impervious-surfaces", "#ffffff"),
        new("building", "#0000ff"),
        new("low-vegetation", "#00ffff"),
        new("tree", "#00ff00"),
        new("car", "#ffff00"),
        // The benchmark's means are over the five other classes.
        new("clutter", "#ff0000") { LeftOutOfMeans = true },
    ];

    public static ILabelEncoding Encoding { get; } = new PaletteLabels(Classes, "#000000");
}
