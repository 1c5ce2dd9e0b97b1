namespace Skylite.Imagery.Rasters;

/// <summary>How a <see cref="RasterScene"/> is opened.</summary>
public sealed record RasterSceneOptions
{
    /// <summary>Which bands are needed and how their pixels become the input of a network.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>The scene's bands to take, in the order of the preprocessing, by name or by number from 1; null finds them by name.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>Raw value that marks missing pixels, for files that do not say; NaN for none; null takes what files and preprocessing say.</summary>
    public double? NoData { get; init; }

    /// <summary>The scene whose pixels, and whose part of them, this one is brought onto; null takes the grid of its finest file.</summary>
    public RasterScene? Over { get; init; }

    /// <summary>The part of the scene that is read; null for the whole. With <see cref="Over"/> it says nothing.</summary>
    public SceneBounds? Bounds { get; init; }

    /// <summary>Told in sentences how bands were found and what was reprojected.</summary>
    public Action<string>? Say { get; init; }
}
