using System.CommandLine;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Scenes;

namespace Skylite.Cli.Arguments;

/// <summary>The options that say which images, at what size, divided how.</summary>
internal sealed class SceneDataArguments
{
    private readonly Option<string> _data = new("--data") { Description = "Folder of the data set: one subfolder for each class, or images with masks, or pairs with masks; alone or below train, val and test.", HelpName = "DIR" };
    private readonly Option<string[]?> _bands = CommaList.Texts("--bands", "Bands by name in the order of the input, such as B04,B03,B02,B08. Default: all.");
    private readonly Option<int?> _size = new("--size") { Description = "Rows and columns of the network's input, for pixels of crops. Default: 224, or the images' own size when smaller; 256 for pixels.", HelpName = "PIXELS" };
    private readonly Option<double> _trainShare = new("--train-share") { Description = "Share of each class (pixels: of the samples or blocks) for training and validation together; the literature uses 0.1, 0.2, 0.5, 0.8.", DefaultValueFactory = _ => 0.8 };
    private readonly Option<int?> _trainPerClass = new("--train-per-class") { Description = "Images of each class for training and validation together, instead of a share.", HelpName = "IMAGES" };
    private readonly Option<double> _validationShare = new("--validation-share") { Description = "Share of the training images that is kept for validation.", DefaultValueFactory = _ => 0.1 };
    private readonly Option<int?> _blocks = new("--split-blocks") { Description = "Pixels: side of the blocks that few rasters are divided into. Default: 256, or less where the rasters are small; never the input's size, so that networks of different --size are tested on the same pixels.", HelpName = "PIXELS" };
    private readonly Option<int?> _draws = new("--split-draws") { Description = "Pixels: draw this many divisions and keep the one that spreads the classes most evenly over the parts, for data of few blocks or rare classes. Default: 1.", HelpName = "N" };
    private readonly Option<string?> _split = OptionList.Split();
    private readonly Option<string?> _splitLists = OptionList.SplitLists();
    private readonly Option<string?> _normalization = new("--normalization")
    {
        Description = "Mean and standard deviation of the input: " + OptionList.Ids(Normalization.All, n => n.Id) + ". Default: the model's own, or dataset.",
        HelpName = "NAME",
    };

    private readonly Option<int?> _cache = new("--cache-mb") { Description = "Memory for decoded images. Default: a quarter of the machine's.", HelpName = "MB" };
    private readonly Option<bool> _skipCorrupt = new("--skip-corrupt") { Description = "Leave images out that cannot be read, and name them, instead of stopping." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="preprocessed">Whether bands, size and normalisation come from a model.</param>
    /// <param name="optional">Whether the command can do without images.</param>
    public SceneDataArguments AddTo(Command command, bool preprocessed, bool optional = false)
    {
        _data.Required = !optional;
        Option[] own = preprocessed ? [] : [_bands, _size, _normalization];
        command.AddAll([_data, .. own, _trainShare, _trainPerClass, _validationShare, _blocks, _draws, _split, _splitLists, _cache, _skipCorrupt]);
        return this;
    }

    /// <summary>Whether images were given, where they are optional.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_data) is not null;

    /// <summary>What the user said.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="recorded">The split that a model was trained with, used unless the user states one.</param>
    public SceneDataOptions Read(ParseResult parse, int seed, SplitOptions? recorded = null)
    {
        if (parse.GetValue(_split) is not null)
        {
            parse.Refuse("A split manifest says what every image is used for.", _trainShare, _trainPerClass, _validationShare, _draws, _splitLists);
        }

        var stated = parse.GetResult(_trainShare) is { Implicit: false } || parse.GetValue(_trainPerClass) is not null;
        var split = recorded is not null && !stated ? Completed(recorded, parse) : new SplitOptions
        {
            TrainShare = parse.GetValue(_trainShare),
            TrainPerClass = parse.GetValue(_trainPerClass),
            ValidationShare = parse.GetValue(_validationShare),
            Seed = seed,
        };
        return new SceneDataOptions
        {
            Directory = parse.GetRequiredValue(_data),
            Bands = parse.Texts(_bands),
            Size = parse.GetValue(_size),
            SplitFile = parse.GetValue(_split),
            SplitLists = parse.GetValue(_splitLists),
            Normalization = parse.GetValue(_normalization) is { } normalization ? Normalization.Find(normalization) : null,
            CacheBytes = parse.GetValue(_cache) is { } megabytes ? Megabytes(megabytes) : null,
            CorruptImages = parse.GetValue(_skipCorrupt) ? CorruptImagePolicy.Skip : CorruptImagePolicy.Fail,
            IsTrainShareStated = parse.GetResult(_trainShare) is { Implicit: false },
            Split = split with { BlockSide = parse.GetValue(_blocks) ?? split.BlockSide, Draws = parse.GetValue(_draws) ?? split.Draws },
        };
    }

    private static long Megabytes(int count) =>
        count >= 0 ? count * 1_000_000L : throw new ArgumentException(FormattableString.Invariant($"--cache-mb is 0 or more, not {count}."));

    private SplitOptions Completed(SplitOptions recorded, ParseResult parse) =>
        parse.GetResult(_validationShare) is { Implicit: false } ? recorded with { ValidationShare = parse.GetValue(_validationShare) } : recorded;
}
