using System.CommandLine;
using System.Globalization;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Imagery.Tiling;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Workbench.Jobs;
using Skylite.Zoo;

namespace Skylite.Cli.Arguments;

/// <summary>How scenes are read, cut into tiles, blended, and what is written.</summary>
internal sealed class MapArguments
{
    private const double FastOverlap = 0.125;

    private readonly Option<string?> _vector = new("--vector")
    {
        Description = "Write polygons too, to this GeoPackage or to one named after the map.",
        HelpName = "MAP.gpkg",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<double> _minArea = new("--min-area")
    {
        Description = "Smallest polygon in m²; in pixels where the scene does not say where it lies.",
        HelpName = "M2",
    };
    private readonly Option<double> _simplify = new("--simplify")
    {
        Description = "Largest distance by which outlines of polygons may be simplified, in units of the map's coordinates.",
        HelpName = "DISTANCE",
    };
    private readonly Option<int> _sieve = new("--sieve")
    {
        Description = "Patches of fewer pixels of one class take the class of their largest neighbour, in the map and its polygons. Default: 0, all are kept.",
        HelpName = "PIXELS",
    };
    private readonly Option<string?> _probability = new Option<string?>("--probability")
    {
        Description = "Write how probable the class in the map is, or with 'all' every class's probability, to MAP.probability.tif.",
        HelpName = "winner|all",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string> _quality = new Option<string>("--quality")
    {
        Description = "blend: tiles overlap as the model says (a quarter) and their probabilities are blended. "
            + "fast: they overlap by an eighth and each pixel is decided by the nearest tile.",
        DefaultValueFactory = _ => "blend",
    }.AcceptOnlyFromAmong("blend", "fast");
    private readonly Option<string?> _window = new("--window")
    {
        Description = $"How overlapping tiles are blended: {OptionList.Ids(BlendWindow.All, w => w.Id)}.",
        HelpName = "ID",
    };
    private readonly Option<double?> _overlap = new("--overlap")
    {
        Description = "Share of a tile that its neighbour covers too, 0 to 0.9. Default: what the model says, else a quarter.",
        HelpName = "SHARE",
    };
    private readonly Option<string> _views = OptionList.Views();
    private readonly Option<double?> _threshold = OptionList.Threshold();
    private readonly Option<string?> _bounds = new("--bounds")
    {
        Description = "Map only this part, in the scene's coordinates (columns and rows where it has none); of two dates, in those of the first.",
        HelpName = "WEST,SOUTH,EAST,NORTH",
    };
    private readonly Option<int?> _tile = new("--tile")
    {
        Description = "Side of the tiles. Default: as the model learnt; larger tiles show it more of their surroundings and take more memory.",
        HelpName = "PIXELS",
    };
    private readonly Option<int?> _batch = new Option<int?>("--batch-size") { Description = "Tiles that are run at once.", HelpName = "N" }.Also("--batch");
    private readonly Option<int?> _threads = OptionList.Threads("Threads of the model.");
    private readonly Option<string[]?> _bands = CommaList.Texts(
        "--bands", "The scene's bands in the order of the model's, by name or by number from 1. Default: found by name.");
    private readonly Option<double> _scale = new("--scale")
    {
        Description = "Factor on raw values before anything else, where units differ from the training's.",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string[]?> _bandsOfSecond = CommaList.Texts(
        "--bands2", "The same of the second date, where its bands lie in another order. Default: as --bands.");
    private readonly Option<string?> _noData = new("--nodata")
    {
        Description = "Raw value of missing pixels, where the scene does not say; none where no value is one. Default: what the model learnt with.",
        HelpName = "VALUE|none",
    };
    private readonly Option<string?> _task = new("--task")
    {
        Description = $"What the model does, where it does not say: {OptionList.Ids(ModelTasks.All, t => t.Id)}.",
        HelpName = "TASK",
    };
    private readonly Option<string?> _answers = new("--answers")
    {
        Description = $"What the model answers with: {string.Join(" or ", AnswerKinds.All.Select(k => k.Id))}. "
            + "Default: what its metadata says, else what its last operator tells.",
        HelpName = "KIND",
    };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where an interrupted run stopped; finished maps are kept." };

    /// <summary>Adds the options to a command.</summary>
    public MapArguments AddTo(Command command)
    {
        command.AddAll(
            _vector, _minArea, _simplify, _sieve, _probability, _quality, _window, _overlap, _views, _threshold, _bounds, _tile, _batch, _threads, _bands,
            _bandsOfSecond, _scale, _noData, _task, _answers, _resume);
        return this;
    }

    /// <summary>What the user said.</summary>
    public InferOptions Read(ParseResult parse, string model, IReadOnlyList<string> scenes, string output)
    {
        var isFast = parse.GetValue(_quality) == "fast";
        var overlap = parse.GetValue(_overlap) ?? (isFast ? FastOverlap : null);
        return new InferOptions
        {
            Model = model,
            Scenes = scenes,
            Out = output,
            Task = parse.GetValue(_task) is { } task ? ModelTasks.Find(task) : null,
            Answers = parse.GetValue(_answers) is { } answers ? AnswerKinds.Find(answers) : null,
            Vector = parse.GetResult(_vector) is not null,
            VectorOut = VectorOut(parse, output),
            MinimumArea = parse.GetValue(_minArea),
            Simplify = parse.GetValue(_simplify),
            Bounds = parse.GetValue(_bounds) is { } bounds ? SceneBounds.Parse(bounds) : null,
            Threshold = parse.GetValue(_threshold),
            Sieve = parse.GetValue(_sieve),
            Probability = Probability(parse),
            Tile = parse.Positive(_tile),
            Overlap = overlap is { } share ? TileAxis.RequireOverlap(share, "--overlap") : null,
            Augmentation = TestTimeAugmentation.Named(parse.GetRequiredValue(_views)),
            Window = parse.GetValue(_window) is { } window ? BlendWindow.Find(window) : isFast ? BlendWindow.Center : null,
            Batch = parse.Positive(_batch),
            Threads = parse.Positive(_threads),
            Bands = parse.Texts(_bands),
            Scale = parse.GetValue(_scale),
            BandsOfSecond = parse.Texts(_bandsOfSecond),
            NoData = NoData(parse),
            Resume = parse.GetValue(_resume),
            Command = JobConsole.Command,
        };
    }

    private string? VectorOut(ParseResult parse, string output)
    {
        if (parse.GetValue(_vector) is not { } file)
        {
            return null;
        }

        return Path.GetExtension(output).StartsWith(".tif", StringComparison.OrdinalIgnoreCase)
            ? file
            : throw new ArgumentException("With a folder as --out, --vector takes no name: each GeoPackage is named after its map.");
    }

    private double? NoData(ParseResult parse) => parse.GetValue(_noData) switch
    {
        null => null,
        "none" => double.NaN,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        var text => throw new ArgumentException($"--nodata takes a number or none, not '{text}'."),
    };

    private MapProbability Probability(ParseResult parse) => (parse.GetResult(_probability), parse.GetValue(_probability)) switch
    {
        (null, _) => MapProbability.None,
        (_, null or "winner") => MapProbability.Winner,
        (_, "all") => MapProbability.All,
        var (_, word) => throw new ArgumentException($"--probability takes winner or all, not '{word}'."),
    };
}
