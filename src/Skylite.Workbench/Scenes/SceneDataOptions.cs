using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;

namespace Skylite.Workbench.Scenes;

/// <summary>Which images, at what size, divided how.</summary>
public sealed record SceneDataOptions
{
    /// <summary>The value of <see cref="SplitLists"/> that passes lists over.</summary>
    public const string NoLists = "none";

    /// <summary>The folder of the data set.</summary>
    public required string Directory { get; init; }

    /// <summary>Bands by name in the order of the input; <see langword="null"/> takes all but opacity.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>Rows and columns of the network's input; <see langword="null"/> takes 224, or the images' own size when they are smaller.</summary>
    public int? Size { get; init; }

    /// <summary>How the images are divided; ignored when <see cref="SplitFile"/> is given.</summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>Whether the user stated the share of images to train on, which images that are divided already cannot follow.</summary>
    public bool IsTrainShareStated { get; init; }

    /// <summary>A split manifest to use instead of drawing one.</summary>
    public string? SplitFile { get; init; }

    /// <summary>Folder of published lists that divide the images; <see langword="null"/> takes lists that lie with the data, <see cref="NoLists"/> none.</summary>
    public string? SplitLists { get; init; }

    /// <summary>Where mean and standard deviation come from; <see langword="null"/> takes the model's, or <see cref="Scenes.Normalization.Dataset"/> where it states none.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>Memory for decoded images in bytes; <see langword="null"/> takes a quarter of the machine's.</summary>
    public long? CacheBytes { get; init; }

    /// <summary>What happens when an image cannot be read.</summary>
    public CorruptImagePolicy CorruptImages { get; init; } = CorruptImagePolicy.Fail;
}
