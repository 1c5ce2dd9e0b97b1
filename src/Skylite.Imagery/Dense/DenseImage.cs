using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>The imagery of one date: one raster, or several on one grid whose bands stand behind each other.</summary>
/// <param name="Files">The rasters.</param>
public sealed record DenseImage(IReadOnlyList<string> Files)
{
    /// <summary>The imagery of one file.</summary>
    public static DenseImage Of(string file) => new([file]);

    /// <summary>
    /// Whether what files call opacity is a band like the others: programs call the fourth band so that stands behind red, green and blue, whatever it shows.
    /// </summary>
    public bool HasAlphaBand { get; init; }

    /// <summary>The bands of one of the files that show something.</summary>
    public IEnumerable<GdalBand> BandsOf(GdalDataset file) => file.Bands.Where(b => HasAlphaBand || b.ColorInterpretation != GdalColorInterpretation.Alpha);

    /// <summary>Whether one of the files marks missing pixels by an opacity band or a mask.</summary>
    public bool HasMask(GdalDataset file) => MaskedBandsOf(file).Any();

    /// <summary>Numbers of the bands whose masks hide all that one of the files hides: one where bands share a mask, and each that has its own.</summary>
    public IEnumerable<int> MaskedBandsOf(GdalDataset file) => HasAlphaBand ? [] : BandsOf(file)
        .Select(b => b.Number)
        .Where(file.HasMask)
        .Where((band, i) => i == 0 || file.HasOwnMask(band));

    /// <inheritdoc/>
    public override string ToString() => Files.Count == 1 ? Files[0] : $"{Path.GetDirectoryName(Files[0])} ({Files.Count} files)";
}
