using Skylite.Imagery.Dense;
using Skylite.Imagery.Dense.Labels;

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

    /// <summary>Their numbers in masks: from 1, so that a map of a scene and labels of many images count alike.</summary>
    public static ClassTable Table { get; } = ClassTable.Numbered(Classes, first: 1);

    /// <summary>A mask with the numbers of <see cref="Table"/>.</summary>
    /// <param name="covers">Kinds of land cover.</param>
    public static byte[] Mask(byte[] covers) => Array.ConvertAll(covers, c => (byte)(c + 1));
}
