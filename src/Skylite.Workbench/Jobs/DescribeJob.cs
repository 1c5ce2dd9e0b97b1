using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Imagery;
using Skylite.Imagery.Tiling;
using Skylite.Inference.Scenes;
using Skylite.Training;
using Skylite.Workbench.Models;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>Writes into a model from elsewhere what every other command must know of it: what it does, its bands, its normalisation, its classes.</summary>
public sealed class DescribeJob
{
    private const int SideOfScenes = 224;
    private const int SideOfTiles = 256;
    private const int MostChannels = 16;
    private const float OfBytes = 1f / 255f;
    private const string OwnEntries = "skylite.";
    private static readonly string[] Colours = ["red", "green", "blue"];
    private static readonly string[] Change = ["unchanged", "changed"];

    private readonly DescribeOptions _options;
    private readonly Graph _written;
    private readonly ImportedModel _model;
    private readonly ModelTask _task;
    private readonly Value[] _images;

    private DescribeJob(DescribeOptions options, Graph graph)
    {
        (_options, _written) = (options, graph);
        _model = ImportedModel.Of(options.Model, graph.Clone());
        _images = [.. InputShapes.Fed(_model.Graph)];
        _task = options.Task ?? _model.Task;
    }

    private bool IsStacked => _task == ModelTask.ChangeDetection && _images.Length == 1;

    /// <summary>Runs the job.</summary>
    /// <param name="options">What is known of the model.</param>
    /// <param name="progress">Told what was assumed.</param>
    /// <exception cref="ArgumentException">What is said contradicts itself or the model, or something is not said.</exception>
    /// <exception cref="InvalidDataException">The file is no network for images, or describes itself.</exception>
    public static ModelFacts Run(DescribeOptions options, IProgress<JobMessage>? progress = null)
    {
        ModelFile.Require(options.Model);
        if (Path.GetFullPath(options.Model) == Path.GetFullPath(options.Out))
        {
            throw new ArgumentException($"--out names the model itself, '{options.Model}'. Give the described model another name.");
        }

        var graph = OnnxReader.Read(options.Model);
        if (ModelFacts.Read(graph) is { IsFromElsewhere: false })
        {
            throw new InvalidDataException($"'{options.Model}' says itself what it takes and answers: it was trained by Skylite.");
        }

        Reform(graph, options, progress);
        // Nothing of an earlier description stays beside this one.
        foreach (var entry in graph.Metadata.Keys.Where(k => k.StartsWith(OwnEntries, StringComparison.Ordinal) && k != Provenance.MetadataKey).ToArray())
        {
            graph.Metadata.Remove(entry);
        }

        var facts = new DescribeJob(options, graph).Facts(progress);
        AtomicFile.Require(options.Out);
        facts.WriteTo(graph);
        if (options.Answers is { } answers)
        {
            graph.Metadata[AnswerKinds.MetadataKey] = AnswerKinds.Id(answers);
        }

        OnnxWriter.Write(graph, options.Out);
        return facts;
    }

    private static void Reform(Graph graph, DescribeOptions options, IProgress<JobMessage>? progress)
    {
        ShapeInference.Run(graph);
        if (UsualForm.KeepAnswer(graph, options.Output) is { Count: > 0 } gone)
        {
            progress.Say($"'{graph.Outputs[0].Name}' is the answer; {string.Join(", ", gone.Select(name => $"'{name}'"))} went (--output chooses)");
        }

        var decision = UsualForm.LookBeforeDecision(graph);
        if (decision is not null)
        {
            progress.Say($"'{decision.Name}' ({decision.OpType}) went: the answer is what it compared");
        }

        if (options.ChannelsLast)
        {
            UsualForm.MoveChannels(graph, decision is { OpType: "ArgMax" } ? decision.Attributes.Int("axis", 0) : null);
        }

        UsualForm.GiveClassAxis(graph);
    }

    private ModelFacts Facts(IProgress<JobMessage>? progress)
    {
        if (_images.Length == 2 && _task != ModelTask.ChangeDetection)
        {
            throw new ArgumentException($"'{_options.Model}' takes two images, as change detection does; --task {ModelTasks.Id(_task)} takes one.");
        }

        var bands = Bands();
        var statistics = Statistics(bands);
        var (height, width) = Sides();
        var sized = Fixed(bands.Count, height, width);
        var classes = Classes(sized);
        if (_task != ModelTask.SceneClassification && sized.Outputs[0].Shape is { Rank: 4 } answer && answer[2].IsKnown && answer[3].IsKnown
            && UsualForm.Enlarge(_written, _options.Model, (answer[2].Length, answer[3].Length), (height, width)) > 1)
        {
            progress.Say($"it answers with {answer[2]} × {answer[3]} pixels for {height} × {width}: the answers are interpolated");
        }

        if (_options.Answers is null)
        {
            var (kind, why) = AnswerKinds.Of(_model.Graph);
            var other = kind == AnswerKind.Logits ? AnswerKind.Probabilities : AnswerKind.Logits;
            progress.Say($"its answers are taken for {AnswerKinds.Id(kind)}, since {why}; otherwise say --answers {AnswerKinds.Id(other)}");
        }

        var preprocessing = new Preprocessing
        {
            Bands = bands,
            Units = statistics.Units,
            Scale = statistics.Scale,
            Mean = statistics.Mean,
            StandardDeviation = statistics.StandardDeviation,
            Height = height,
            Width = width,
            NoData = _options.NoData,
        };
        preprocessing.Validate();
        return new ModelFacts(preprocessing, classes.Names, Origin())
        {
            Task = _task,
            ClassColors = classes.Colors,
            ClassValues = classes.Values,
            Overlap = _task != ModelTask.SceneClassification ? TileAxis.RequireOverlap(_options.Overlap ?? TileAxis.UsualOverlap, "The overlap of tiles")
                : _options.Overlap is null ? null
                : throw new ArgumentException("Scenes with one class each are not blended: leave --overlap out."),
            GroundSize = _options.GroundSize is not { } metres || (metres > 0 && double.IsFinite(metres))
                ? _options.GroundSize
                : throw new ArgumentException(Invariant($"The ground size of a pixel is a length in metres above 0, not {metres}.")),
        };
    }

    // A model that Skylite pruned without images tells where it comes from already.
    private Provenance Origin() =>
        (_model.Graph.Metadata.TryGetValue(Provenance.MetadataKey, out var text) ? Provenance.Parse(text, _model.Graph.Name) : null) is { } known
            ? known with { Task = ModelTasks.Id(_task) }
            : new Provenance
            {
                Task = ModelTasks.Id(_task),
                Architecture = Path.GetFileNameWithoutExtension(_options.Model),
                Parents = [ModelFile.Checksum(_options.Model)],
            };

    private IReadOnlyList<string> Bands()
    {
        var channels = _images[0].Shape![1];
        if (!channels.IsKnown)
        {
            return _options.Bands
                ?? throw new ArgumentException($"'{_options.Model}' does not fix its bands: name them in their order, --bands red,green,blue.");
        }

        var count = IsStacked ? channels.Length / 2 : channels.Length;
        if (IsStacked && channels.Length % 2 == 1)
        {
            throw new ArgumentException($"'{_options.Model}' takes one image of {channels} channels, which cannot be those of two dates.");
        }

        var isUsual = _options.Bands is not null || _options.ChannelsLast || count == Colours.Length;
        if (!isUsual && _images[0].Shape![3] is { IsKnown: true, Length: <= MostChannels } last)
        {
            throw new ArgumentException(
                $"'{_options.Model}' takes {_images[0]}: if its {last} bands stand last, as TensorFlow has them, say --channels-last; "
                + "else name its bands, --bands NAME,…");
        }

        var takes = $"'{_options.Model}' takes {count} bands{(IsStacked ? " of each date" : string.Empty)}";
        var bands = _options.Bands ?? (count == Colours.Length ? Colours : throw new ArgumentException(
            $"{takes}: name them in their order, --bands NAME,NAME,…"));
        return bands.Count == count ? bands : throw new ArgumentException($"{takes}, and {bands.Count} are named: {string.Join(", ", bands)}.");
    }

    private BandStatistics Statistics(IReadOnlyList<string> bands)
    {
        if (_options.Normalization is { } usual)
        {
            if (usual == Normalization.ImageNet && bands.Count != Colours.Length)
            {
                throw new ArgumentException(
                    $"--normalization {usual.Id} is for red, green and blue; '{_options.Model}' takes {string.Join(", ", bands)}: state --mean and --std.");
            }

            return _options is not { Scale: null, Mean: null, StandardDeviation: null }
                ? throw new ArgumentException("Say --normalization, or --mean and --std (and --scale), not both.")
                : usual.Fixed(bands, ("unit-interval", OfBytes)) ?? throw new ArgumentException(
                    $"--normalization {usual.Id} goes by training images, which are not here: state --mean and --std, and --scale unless images are bytes.");
        }

        if (_options is not { Mean: { } mean, StandardDeviation: { } deviation })
        {
            var presets = Normalization.All.Where(n => n != Normalization.Dataset).Select(n => n.Id);
            throw new ArgumentException(
                $"How is the input normalised? Say --normalization {string.Join('|', presets)} for bytes, or --mean and --std with one number for each band "
                + "(of raw values times --scale, 1/255 unless stated).");
        }

        var scale = _options.Scale ?? OfBytes;
        var units = scale == OfBytes ? "unit-interval" : scale == 1 ? "digital-number" : "reflectance";
        return new BandStatistics(units, scale, ForEach(mean, "--mean"), ForEach(deviation, "--std"));

        IReadOnlyList<float> ForEach(IReadOnlyList<float> numbers, string option) =>
            numbers.Count == bands.Count ? numbers
            : numbers.Count == 1 ? [.. Enumerable.Repeat(numbers[0], bands.Count)]
            : throw new ArgumentException($"{option} takes one number for each of the {bands.Count} bands, or one for all; these are {numbers.Count}.");
    }

    private (int Height, int Width) Sides()
    {
        var usual = _options.Size ?? (_task == ModelTask.SceneClassification ? SideOfScenes : SideOfTiles);
        return (Side(2), Side(3));

        int Side(int axis)
        {
            var own = _images[0].Shape![axis];
            return !own.IsKnown ? usual
                : _options.Size is { } stated && stated != own.Length
                    ? throw new ArgumentException($"'{_options.Model}' takes images of {_images[0].Shape![2]} × {_images[0].Shape![3]}; leave --size out.")
                : (int)own.Length;
        }
    }

    private Graph Fixed(int bands, int height, int width)
    {
        var channels = IsStacked ? 2 * bands : bands;
        var batch = InputShapes.FixedBatch(_model.Graph) ?? 1;
        try
        {
            return InputShapes.Fix(_model.Graph.Clone(), _images.ToDictionary(i => i.Name, _ => Shape.Of(batch, channels, height, width)));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{_options.Model}' does not work on images of {height} × {width}: {e.Message} "
                + $"State {(_options.Size is null ? "a" : "another")} --size.", e);
        }
    }

    private StatedClasses Classes(Graph graph)
    {
        var isForScenes = _task == ModelTask.SceneClassification;
        if (graph.Outputs[0].Shape is { } shape && isForScenes == (shape.Rank == 4 && shape.Skip(2).Any(d => d != 1)))
        {
            throw new ArgumentException(
                $"'{_options.Model}' answers with {graph.Outputs[0]}, which is not one class for each "
                + $"{(isForScenes ? "image" : "pixel")} ({ModelTasks.Id(_task)}). Say another --task.");
        }

        var outputs = Classifier.ClassesOf(graph);
        var count = outputs == 1 ? 2 : outputs;
        var stated = _options.Classes is { } texts ? StatedClasses.Read(texts)
            : _task == ModelTask.ChangeDetection && count == 2 ? new StatedClasses(Change)
            : throw new ArgumentException(
                $"'{_options.Model}' tells {count} classes apart: name them in the order of its outputs, --classes NAME,NAME,… or --classes FILE"
                + (outputs == 1 ? " (its one output is the second class)." : "."));
        return stated.Names.Count == count
            ? stated
            : throw new ArgumentException(
                $"'{_options.Model}' tells {count} classes apart, and {stated.Names.Count} are named: {string.Join(", ", stated.Names)}.");
    }
}
