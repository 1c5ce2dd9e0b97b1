using System.CommandLine;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Tasks;

namespace Skylite.Cli.Arguments;

/// <summary>The options that say which images, at what size, divided how.</summary>
internal sealed class DataArguments
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder of the data set: one subfolder for each class, or images with masks, or pairs with masks; alone or below train, val and test.",
        HelpName = "DIR",
    };
    private readonly Option<string[]?> _bands = CommaList.Texts("--bands", "Bands by name in the order of the input, such as B04,B03,B02,B08. Default: all.");
    private readonly Option<int?> _size = new("--size")
    {
        Description = "Rows and columns of the network's input, for pixels of crops. "
            + "Default: 224, or the images' own size when smaller; for pixels 256, halved until most training samples are no smaller.",
        HelpName = "PIXELS",
    };
    private readonly SplitArguments _split = new();
    private readonly Option<string?> _normalization = new("--normalization")
    {
        Description = "Mean and standard deviation of the input: " + OptionList.Ids(Normalization.All, n => n.Id) + ". Default: the model's own, or dataset.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _match = new("--match-images")
    {
        Description = "Pixels: first bring every image, and each date by itself, to the mean and deviation of the training images, over all bands together: "
            + "for light, season or sensors that differ from image to image. The model says so, and eval and infer do the same.",
    };
    private readonly Option<int?> _cache = new("--cache-mb")
    {
        Description = "Memory for decoded images. Default: a quarter of the machine's.",
        HelpName = "MB",
    };
    private readonly Option<bool> _skipCorrupt = new("--skip-corrupt")
    {
        Description = "Leave images out that cannot be read, and name them, instead of stopping.",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="preprocessed">Whether bands, size and normalisation come from a model.</param>
    /// <param name="optional">Whether the command can do without images.</param>
    public DataArguments AddTo(Command command, bool preprocessed, bool optional = false)
    {
        _data.Required = !optional;
        Option[] own = preprocessed ? [] : [_bands, _size, _normalization, _match];
        command.AddAll([_data, .. own, .. _split.All, _cache, _skipCorrupt]);
        return this;
    }

    /// <summary>Whether images were given, where they are optional.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_data) is not null;

    /// <summary>What the user said.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="recorded">The split that a model was trained with, used unless the user states one.</param>
    public DataOptions Read(ParseResult parse, int seed, SplitOptions? recorded = null)
    {
        var divided = _split.Read(parse, parse.GetRequiredValue(_data), seed, recorded);
        return divided with
        {
            Bands = parse.Texts(_bands),
            Size = parse.GetValue(_size),
            Normalization = parse.GetValue(_normalization) is { } normalization ? Normalization.Find(normalization) : null,
            MatchImages = parse.GetValue(_match),
            CacheBytes = parse.GetValue(_cache) is { } megabytes ? Megabytes(megabytes) : null,
            CorruptImages = parse.GetValue(_skipCorrupt) ? CorruptImagePolicy.Skip : CorruptImagePolicy.Fail,
        };
    }

    private static long Megabytes(int count) =>
        count >= 0 ? count * 1_000_000L : throw new ArgumentException(Invariant($"--cache-mb is 0 or more, not {count}."));
}
