using System.CommandLine;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Tasks;

namespace Skylite.Cli.Arguments;

/// <summary>The options that say how labelled imagery is divided.</summary>
internal sealed class SplitArguments
{
    private readonly Option<double> _trainShare = new("--train-share")
    {
        Description = "Share of each class (pixels: of the samples or blocks) for training and validation together; the literature uses 0.1, 0.2, 0.5, 0.8.",
        DefaultValueFactory = _ => 0.8,
    };
    private readonly Option<int?> _trainPerClass = new("--train-per-class")
    {
        Description = "Images of each class for training and validation together, instead of a share.",
        HelpName = "IMAGES",
    };
    private readonly Option<double> _validationShare = new("--validation-share")
    {
        Description = "Share of the training images that is kept for validation.",
        DefaultValueFactory = _ => 0.1,
    };
    private readonly Option<int?> _blocks = new("--split-blocks")
    {
        Description = "Pixels: side of the blocks that few rasters are divided into. Default: 256, or less where the rasters are small; "
            + "never the input's size, so that networks of different --size are tested on the same pixels.",
        HelpName = "PIXELS",
    };
    private readonly Option<int?> _draws = new("--split-draws")
    {
        Description = "Pixels: draw this many divisions and keep the one that spreads the classes most evenly over the parts, "
            + "for data of few blocks or rare classes. Default: 1.",
        HelpName = "N",
    };
    private readonly Option<string?> _split = new("--split") { Description = "Use this split manifest instead of drawing one.", HelpName = "FILE" };
    private readonly Option<string?> _splitLists = new("--split-lists")
    {
        Description = "Folder of lists (train.txt, val.csv, …) that divide the images; for pixels they may name folders such as cities, "
            + "and with test.txt alone all others train. Default: those that lie with the data; none draws a split all the same.",
        HelpName = "DIR",
    };

    /// <summary>The options, in order.</summary>
    public IReadOnlyList<Option> All => [_trainShare, _trainPerClass, _validationShare, _blocks, _draws, _split, _splitLists];

    /// <summary>Which images, divided how, as the user said.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="directory">The folder of the data set.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="recorded">The split that a model was trained with, used unless the user states one.</param>
    public DataOptions Read(ParseResult parse, string directory, int seed, SplitOptions? recorded = null)
    {
        if (parse.GetValue(_split) is not null)
        {
            parse.Refuse("A split manifest says what every image is used for.", _trainShare, _trainPerClass, _validationShare, _draws, _blocks, _splitLists);
        }

        var stated = parse.GetResult(_trainShare) is { Implicit: false } || parse.GetValue(_trainPerClass) is not null;
        var split = recorded is not null && !stated ? Completed(recorded, parse) : new SplitOptions
        {
            TrainShare = parse.GetValue(_trainShare),
            TrainPerClass = parse.GetValue(_trainPerClass),
            ValidationShare = parse.GetValue(_validationShare),
            Seed = seed,
        };
        return new DataOptions
        {
            Directory = directory,
            SplitFile = parse.GetValue(_split),
            SplitLists = parse.GetValue(_splitLists),
            IsTrainShareStated = parse.GetResult(_trainShare) is { Implicit: false },
            Split = split with { BlockSide = parse.GetValue(_blocks) ?? split.BlockSide, Draws = parse.GetValue(_draws) ?? split.Draws },
        };
    }

    private SplitOptions Completed(SplitOptions recorded, ParseResult parse) =>
        parse.GetResult(_validationShare) is { Implicit: false } ? recorded with { ValidationShare = parse.GetValue(_validationShare) } : recorded;
}
