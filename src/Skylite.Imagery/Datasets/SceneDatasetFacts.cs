using Skylite.Native.Gdal;

namespace Skylite.Imagery.Datasets;

/// <summary>What is published about a scene-classification data set.</summary>
/// <param name="Name">Its name in the literature.</param>
/// <param name="Classes">Names of its class folders in the order of their indices (sorted without regard to case); empty where any tree will do.</param>
public sealed record SceneDatasetFacts(string Name, IReadOnlyList<string> Classes)
{
    /// <summary>The paper that introduced the data set: authors, year.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Bands in the order of its files; empty where the files themselves say it.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Edge of an image in pixels, 0 where it varies.</summary>
    public int ImageSize { get; init; }

    /// <summary>Shares of training images that results in the literature use.</summary>
    public IReadOnlyList<double> TrainShares { get; init; } = [];

    /// <summary>Pixel type of its files, which <see cref="Statistics"/> are of.</summary>
    public GdalDataType DataType { get; init; } = GdalDataType.Byte;

    /// <summary>Units, scale and published band statistics, or null.</summary>
    public BandStatistics? Statistics { get; init; }
}
