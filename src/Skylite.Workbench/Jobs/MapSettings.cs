using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Skylite.Graphs;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Imagery.Tiling;
using Skylite.Inference;
using Skylite.Inference.Scenes;
using Skylite.Native.Gdal;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>How maps are made: what the user said, completed by what the model says of itself.</summary>
internal sealed class MapSettings
{
    /// <summary>Completes what the user said.</summary>
    /// <param name="options">What the user said.</param>
    /// <param name="graph">The model.</param>
    /// <exception cref="ArgumentException">An option is out of range, or not for such a model.</exception>
    /// <exception cref="InvalidDataException">The model was not written by Skylite.</exception>
    public MapSettings(InferOptions options, Graph graph)
    {
        Options = options;
        Facts = Scaled(ModelFacts.Require(graph, options.Model), options.Scale);
        new ClassDecision(options.Threshold).Require(options.Model, Facts.Classes);
        Legend = new MapLegend(Facts.Classes, Facts.ClassColors, Facts.ClassValues);
        Task = options.Task ?? Facts.Task;
        RequireTiles(options, Task);
        if (options.BandsOfSecond is not null && Task != ModelTask.ChangeDetection)
        {
            throw new ArgumentException($"'{options.Model}' looks at one date: there is no second one to choose bands of. Leave --bands2 out.");
        }

        Overlap = options.Overlap ?? Facts.Overlap ?? TileAxis.UsualOverlap;
        (Answers, WhyAnswers) = options.Answers is { } said ? (said, "--answers says so") : AnswerKinds.Of(graph);
        Checksum = ModelFile.Checksum(options.Model);
    }

    /// <summary>What the user said.</summary>
    public InferOptions Options { get; }

    /// <summary>What the model says of itself, with the user's scale.</summary>
    public ModelFacts Facts { get; }

    /// <summary>The classes of the maps.</summary>
    public MapLegend Legend { get; }

    /// <summary>What the model does.</summary>
    public ModelTask Task { get; }

    /// <summary>Share of a tile that its neighbour covers too.</summary>
    public double Overlap { get; }

    /// <summary>How overlapping tiles are blended.</summary>
    public BlendWindow Window => Options.Window ?? BlendWindow.Usual;

    /// <summary>What the model answers with.</summary>
    public AnswerKind Answers { get; }

    /// <summary>What tells so.</summary>
    public string WhyAnswers { get; }

    private string Checksum { get; }

    /// <summary>What is written of a map.</summary>
    /// <param name="target">Its files.</param>
    /// <param name="grid">Its pixels on the ground.</param>
    /// <param name="key">The checksum of everything that decides its content.</param>
    public MapWriterOptions WriterOptions(MapTarget target, GdalGrid grid, string key) => new()
    {
        Out = target.Out,
        Grid = grid,
        Legend = Legend,
        Probability = Options.Probability,
        Sieve = Options.Sieve,
        Polygons = target.Polygons is { } polygons
            ? new MapPolygonOptions(polygons)
            {
                MinimumArea = Options.MinimumArea,
                Simplify = Options.Simplify,
                // What did not change is not an object.
                LeaveOut = Task == ModelTask.ChangeDetection ? [0] : [],
            }
            : null,
        Metadata = Metadata(key),
    };

    /// <summary>The checksum of everything that decides the content of a map.</summary>
    /// <param name="scenes">Its scenes.</param>
    /// <param name="model">The model as it is run.</param>
    public string Key(IReadOnlyList<RasterScene> scenes, SceneModel model)
    {
        var files = scenes.SelectMany(SceneStamp.Of);
        var settings = string.Create(
            CultureInfo.InvariantCulture,
            $"{Checksum}|{Task}|{Answers}|{model.Height}×{model.Width}|{Options.Augmentation.Id}|{Overlap}|{Window.Id}|{Options.Scale}|{Options.NoData}|"
            + $"{TilePlanOptions.UsualMemory}|{Options.Probability}|{Options.Vector}|{Options.MinimumArea}|{Options.Simplify}|"
            + $"{string.Join(',', Options.Bands ?? [])}");
        // Maps of earlier versions, which knew none of these, are those without.
        settings += Options.Sieve > 0 ? string.Create(CultureInfo.InvariantCulture, $"|sieve {Options.Sieve}") : string.Empty;
        settings += Options.Threshold is { } threshold ? string.Create(CultureInfo.InvariantCulture, $"|threshold {threshold}") : string.Empty;
        settings += Options.BandsOfSecond is { } bands ? $"|bands2 {string.Join(',', bands)}" : string.Empty;
        settings += Options.Bounds is { } bounds ? $"|bounds {bounds}" : string.Empty;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [settings, .. files]))));
    }

    private static void RequireTiles(InferOptions options, ModelTask task)
    {
        if (task == ModelTask.SceneClassification && (options.Overlap is not null || options.Window is not null))
        {
            throw new ArgumentException(
                $"'{options.Model}' gives each tile one class: there is nothing to blend. Leave --overlap, --window and --quality out.");
        }
    }

    private Dictionary<string, string> Metadata(string key)
    {
        var entries = new Dictionary<string, string>
        {
            ["SKYLITE_MODEL"] = Path.GetFileName(Options.Model),
            ["SKYLITE_MODEL_SHA256"] = Checksum,
            ["SKYLITE_TASK"] = ModelTasks.Id(Task),
            ["SKYLITE_ANSWERS"] = AnswerKinds.Id(Answers),
            ["SKYLITE_TTA"] = Options.Augmentation.ToString(),
            ["SKYLITE_SIEVE"] = Options.Sieve.ToString(CultureInfo.InvariantCulture),
            [MapTarget.KeyEntry] = key,
        };
        if (Options.Threshold is { } threshold)
        {
            entries["SKYLITE_THRESHOLD"] = threshold.ToString(CultureInfo.InvariantCulture);
        }

        if (Options.Command.Length > 0)
        {
            // Names of files may hold characters that the file's XML may not.
            entries["SKYLITE_COMMAND"] = new string([.. Options.Command.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '?')]);
        }

        return entries;
    }

    private static ModelFacts Scaled(ModelFacts facts, double scale) => scale == 1 ? facts
        : scale > 0 && double.IsFinite(scale) ? facts with { Preprocessing = facts.Preprocessing with { Scale = (float)(facts.Preprocessing.Scale * scale) } }
        : throw new ArgumentException(Invariant($"--scale is a positive number, not {scale}."));
}
