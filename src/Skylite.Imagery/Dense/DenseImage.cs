namespace Skylite.Imagery.Dense;

/// <summary>The imagery of one date: one raster, or several on one grid whose bands stand behind each other.</summary>
/// <param name="Files">The rasters.</param>
public sealed record DenseImage(IReadOnlyList<string> Files)
{
    /// <summary>The imagery of one file.</summary>
    public static DenseImage Of(string file) => new([file]);

    /// <inheritdoc/>
    public override string ToString() => Files.Count == 1 ? Files[0] : $"{Path.GetDirectoryName(Files[0])} ({Files.Count} files)";
}
