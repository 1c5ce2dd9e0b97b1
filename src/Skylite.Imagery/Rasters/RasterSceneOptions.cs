using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>How a <see cref="RasterScene"/> is opened.</summary>
public sealed record RasterSceneOptions
{
    /// <summary>Which bands are needed and how their pixels become the input of a network.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>The scene's bands to take, in the order of the preprocessing, by name or by number from 1; null finds them by name.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>Raw value that marks missing pixels, for files that do not say; null takes what files and preprocessing say.</summary>
    public double? NoData { get; init; }

    /// <summary>The grid to bring the scene onto; null takes that of its finest file.</summary>
    public GdalGrid? Grid { get; init; }

    /// <summary>Told in sentences how bands were found and what was reprojected.</summary>
    public Action<string>? Say { get; init; }
}
