using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Zoo;

namespace Skylite.Workbench.Tasks;

/// <summary>Which labelled imagery of any task, at what size, divided how.</summary>
public sealed record DataOptions
{
    /// <summary>The value of <see cref="SplitLists"/> that passes lists over.</summary>
    public const string NoLists = "none";

    /// <summary>The folder of the data set.</summary>
    public required string Directory { get; init; }

    /// <summary>Bands by name in the order of the input; <see langword="null"/> takes all but opacity.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>
    /// Rows and columns of the network's input; <see langword="null"/> takes 224, or the images' own size when they are
    /// smaller, and for pixels 256, halved until most training samples are no smaller.
    /// </summary>
    public int? Size { get; init; }

    /// <summary>How the images are divided; ignored when <see cref="SplitFile"/> is given.</summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>Whether the user stated the share of images to train on, which images that are divided already cannot follow.</summary>
    public bool IsTrainShareStated { get; init; }

    /// <summary>A split manifest to use instead of drawing one.</summary>
    public string? SplitFile { get; init; }

    /// <summary>
    /// Folder of published lists that divide the images; <see langword="null"/> takes lists that lie with the data, <see cref="NoLists"/> none.
    /// </summary>
    public string? SplitLists { get; init; }

    /// <summary>
    /// Where mean and standard deviation come from; <see langword="null"/> takes the
    /// model's, or <see cref="Normalization.Dataset"/> where it states none.
    /// </summary>
    public Normalization? Normalization { get; init; }

    /// <summary>
    /// Whether every image, and each date by itself, is first brought to the mean and deviation of the training images, over all bands together; pixels only.
    /// </summary>
    public bool MatchImages { get; init; }

    /// <summary>Memory for decoded images in bytes; <see langword="null"/> takes a quarter of the machine's.</summary>
    public long? CacheBytes { get; init; }

    /// <summary>What happens when an image cannot be read.</summary>
    public CorruptImagePolicy CorruptImages { get; init; } = CorruptImagePolicy.Fail;

    /// <summary>Makes sure that what was said means something for a task.</summary>
    /// <param name="task">What the labels are for.</param>
    /// <exception cref="ArgumentException">It is for another task.</exception>
    public void Require(ModelTask task)
    {
        var isOfScenes = task == ModelTask.SceneClassification;
        if (!isOfScenes && Split.TrainPerClass is not null)
        {
            throw new ArgumentException("--train-per-class counts images of a class; where every pixel has a class, use --train-share or --split-lists.");
        }

        if (!isOfScenes && CorruptImages == CorruptImagePolicy.Skip)
        {
            throw new ArgumentException(
                "--skip-corrupt is for images of scenes; where every pixel has a class, remove what 'skylite dataset' names as damaged.");
        }

        if (isOfScenes && MatchImages)
        {
            throw new ArgumentException("--match-images is for data in which every pixel has a class. Leave it out.");
        }

        if (isOfScenes && Split.BlockSide is not null)
        {
            throw new ArgumentException("--split-blocks divides rasters in which every pixel has a class; images of scenes are divided as wholes.");
        }

        if (isOfScenes && Split.Draws > 1)
        {
            throw new ArgumentException("--split-draws evens out classes of pixels; images of scenes are divided class by class.");
        }
    }
}
