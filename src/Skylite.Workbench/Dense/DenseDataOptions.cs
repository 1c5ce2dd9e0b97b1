using Skylite.Imagery.Splits;
using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Dense;

/// <summary>Which imagery with labels for each pixel, in what form.</summary>
public sealed record DenseDataOptions
{
    /// <summary>The data set's folder.</summary>
    public required string Directory { get; init; }

    /// <summary>What a user said about images, read for data with labels for each pixel.</summary>
    /// <param name="images">Folder, bands, size, shares, seed.</param>
    /// <param name="side">Side of the network's input where the user does not say it; <see langword="null"/> goes by the samples.</param>
    public static DenseDataOptions Of(SceneDataOptions images, int? side = null) => new()
    {
        Directory = images.Directory,
        Bands = images.Bands,
        Side = images.Size ?? side,
        SplitFile = images.SplitFile,
        SplitLists = images.SplitLists,
        Normalization = images.Normalization,
        MatchImages = images.MatchImages,
        CacheBytes = images.CacheBytes,
        Split = images.Split,
    };

    /// <summary>Names of the bands, in the order of the network's channels; <see langword="null"/> takes all.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>Side of the network's input in pixels; <see langword="null"/> takes 256, halved until most training samples are no smaller.</summary>
    public int? Side { get; init; }

    /// <summary>How samples are divided that their authors left undivided.</summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>A split manifest to use instead of drawing one.</summary>
    public string? SplitFile { get; init; }

    /// <summary>
    /// Folder of lists that divide the samples; <see langword="null"/> keeps what their authors say, <see cref="SceneDataOptions.NoLists"/> forgets it.
    /// </summary>
    public string? SplitLists { get; init; }

    /// <summary>Where mean and standard deviation come from; <see langword="null"/> takes the training samples'.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>Whether every image is first brought to the mean and deviation of the training images, over all bands together.</summary>
    public bool MatchImages { get; init; }

    /// <summary>Memory for decoded samples in bytes; <see langword="null"/> takes a quarter of the machine's.</summary>
    public long? CacheBytes { get; init; }
}
