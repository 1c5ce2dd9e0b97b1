using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Inference;
using Skylite.Inference.Scenes;
using Skylite.Native.Gdal;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>Runs a model over whole scenes and writes maps.</summary>
public sealed class InferJob : IDisposable
{
    private const int MostRuns = 4;

    private readonly InferOptions _options;
    private readonly ModelFacts _facts;
    private readonly MapLegend _legend;
    private readonly ModelTask _task;
    private readonly AnswerKind _answers;
    private readonly double _overlap;
    private readonly ModelSession _session;
    private readonly AnswerFold? _fold;
    private readonly string _checksum;
    private readonly int _runs;
    private readonly IProgress<JobMessage>? _progress;

    private InferJob(InferOptions options, IProgress<JobMessage>? progress)
    {
        (_options, _progress) = (options, progress);
        StartingModel.Require(options.Model);
        var graph = OnnxReader.Read(options.Model);
        _facts = Scaled(ModelFacts.Require(graph, options.Model), options.Scale);
        _legend = new MapLegend(_facts.Classes, _facts.ClassColors, _facts.ClassValues);
        _task = options.Task ?? _facts.Task;
        _overlap = options.Overlap ?? _facts.Overlap ?? new SceneInferenceOptions().Overlap;
        DecisionThreshold.Require(options.Threshold, options.Model, _facts.Classes);
        (_answers, var why) = options.Answers is { } said ? (said, "--answers says so") : AnswerKinds.Of(graph);
        if (_answers == AnswerKind.Probabilities)
        {
            progress.Say($"the model's answers are taken for probabilities: {why}");
        }

        // Threads of one run wait for each other behind every operator; those of several runs do not.
        var threads = options.Threads ?? Environment.ProcessorCount;
        _runs = Math.Min(threads, MostRuns);
        _checksum = StartingModel.Checksum(options.Model);
        // Views of a tile are averaged over answers that lie as their tiles do.
        (var network, _fold) = options.Augmentation.IsActive ? (graph, null) : AnswerFold.TakeOff(graph);
        using var file = _fold is null ? null : new GraphModel(network, Path.GetFileName(options.Model));
        _session = new ModelSession(file?.Source ?? ModelSource.FromFile(options.Model), new ModelSessionOptions
        {
            Preprocessing = _facts.Preprocessing,
            OutputsPerClass = _fold?.Places ?? 1,
            // Readers and writers need the cores between two runs of the model.
            Session = new SessionOptions { IntraOpNumThreads = threads / _runs, AllowSpinning = false },
        });
    }

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Interrupts; finished rows are kept for <see cref="InferOptions.Resume"/>.</param>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the scenes.</exception>
    /// <exception cref="FileNotFoundException">Model or scene are not there.</exception>
    /// <exception cref="InvalidDataException">Model and scene do not fit, or two dates do not overlap.</exception>
    /// <exception cref="GdalException">A scene is damaged, or a file cannot be written.</exception>
    /// <exception cref="InterruptedRunException">The job was interrupted.</exception>
    public static InferFigures Run(InferOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        MapWishes.Require(options);
        using var job = new InferJob(options, progress);
        var targets = MapTargets.Of(options, job._task == ModelTask.ChangeDetection ? 2 : 1);
        if (targets.Count > 1)
        {
            // What is wrong with the last scene is told before hours are spent on the first.
            foreach (var target in targets)
            {
                job.Open(target.Scenes, null).ForEach(s => s.Dispose());
            }
        }

        return new InferFigures(options.Model, [.. targets.Select(t => job.Make(t, cancellation)).ToArray()]);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static ModelFacts Scaled(ModelFacts facts, double scale) => scale == 1 ? facts
        : scale > 0 && double.IsFinite(scale) ? facts with { Preprocessing = facts.Preprocessing with { Scale = (float)(facts.Preprocessing.Scale * scale) } }
        : throw new ArgumentException(FormattableString.Invariant($"--scale is a positive number, not {scale}."));

    private MapFigures Make(MapTarget target, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var notes = new List<string>();
        void Say(string note)
        {
            // The model's runs speak while this thread does.
            lock (notes)
            {
                notes.Add(note);
                _progress.Say(note);
            }
        }

        var scenes = Open(target.Scenes, Say);
        try
        {
            var model = new SceneModel(_session, scenes.Count, _options.Tile) { Answers = _answers, Augmentation = _options.Augmentation, Fold = _fold, Say = Say };
            GdalLibrary.SetCacheSize(Math.Clamp(2 * scenes.Sum(s => s.BytesOfRows(model.Height)), 64L << 20, 384L << 20));
            var key = Key(scenes, model);
            if (_options.Resume && target.IsFinished(key))
            {
                Say($"'{target.Out}' is finished already");
                return new MapFigures { Scenes = target.Scenes, Files = target.Files, WasThere = true, Notes = notes };
            }

            // Before anything is computed that could not be written down.
            foreach (var file in target.Files)
            {
                AtomicFile.Require(file);
            }

            Check(scenes, Say);
            var figures = Write(target, scenes, model, key, cancellation);
            if (figures.NoDataPixels == (long)figures.Width * figures.Height)
            {
                Say("every pixel of the map is without data");
            }

            return figures with { Seconds = clock.Elapsed.TotalSeconds, PeakMemory = PeakMemory(), Notes = notes };
        }
        finally
        {
            scenes.ForEach(s => s.Dispose());
        }
    }

    private List<RasterScene> Open(IReadOnlyList<string> places, Action<string>? say)
    {
        var scenes = new List<RasterScene>();
        try
        {
            foreach (var place in places)
            {
                scenes.Add(RasterScene.Open(place, new RasterSceneOptions
                {
                    Preprocessing = _facts.Preprocessing,
                    Bands = _options.Bands,
                    NoData = _options.NoData,
                    Grid = scenes.Count > 0 ? scenes[0].Grid : null,
                    Say = say,
                }));
            }

            return scenes;
        }
        catch
        {
            scenes.ForEach(s => s.Dispose());
            throw;
        }
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private void Check(List<RasterScene> scenes, Action<string> say)
    {
        if (scenes[0].Grid.GeoTransform is null)
        {
            say($"'{scenes[0].Name}' does not say where it lies on the ground: the map does not either");
        }
        else if (scenes[0].Grid.Projection.Length == 0)
        {
            say($"'{scenes[0].Name}' has no coordinate reference system: the map keeps its coordinates and has none either");
        }

        if (scenes[0].Grid.GeoTransform is { } map && (map.RowRotation, map.ColumnRotation) is not (0, 0))
        {
            say($"'{scenes[0].Name}' is rotated: the map has the same rotation, which not every program shows");
        }

        if (scenes.Count == 2 && scenes[0].Files.Select(Path.GetFullPath).SequenceEqual(scenes[1].Files.Select(Path.GetFullPath)))
        {
            say($"warning: both dates are '{scenes[0].Name}': nothing can have changed");
        }

        foreach (var warning in scenes.Select(s => ValueCheck.Describe(s, _facts.Preprocessing)).OfType<string>())
        {
            say("warning: " + warning);
        }

        if (scenes.Count == 2 && Registration.Estimate(scenes[0], scenes[1]) is { LooksWrong: true } shift)
        {
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"warning: registration looks wrong: the second date lies {Math.Abs(shift.Columns):0.#} pixels to the {(shift.Columns > 0 ? "right" : "left")} and {Math.Abs(shift.Rows):0.#} {(shift.Rows > 0 ? "down" : "up")} of the first ({shift.Agreeing} of {shift.Windows} windows agree); shifted edges will look like change"));
        }
    }

    private MapFigures Write(MapTarget target, List<RasterScene> scenes, SceneModel model, string key, CancellationToken cancellation)
    {
        var isGrid = _task == ModelTask.SceneClassification;
        var journal = new SceneJournal(MapWriter.PartialFile(target.Out, "json"), key);
        // A journal without a finished row says nothing of the files beside it: the run may have ended before it made them.
        var begin = _options.Resume && journal.Read() is { } left and not { Panel: 0, Row: 0 } ? left : null;
        if (begin is not null)
        {
            _progress.Say(string.Create(CultureInfo.InvariantCulture, $"going on at row {begin.Row}"));
        }

        var inference = new SceneInference(model, scenes, new SceneInferenceOptions
        {
            Overlap = _overlap,
            Window = _options.Window,
            Threshold = (float?)_options.Threshold,
            Batch = _options.Batch,
            Runs = _runs,
            Memory = _options.Memory,
            Begin = begin is null ? default : new ScenePosition(begin.Panel, begin.Row),
        });
        var grid = isGrid ? Cells(scenes[0].Grid, inference.Cells, model) : scenes[0].Grid;
        if (begin is null)
        {
            Reset(journal, target);
        }

        using var writer = new MapWriter(MapOptions(target, grid, key) with { Keep = begin is not null });
        var progress = new Relay<SceneProgress>(p => _progress.Show(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(target.Out)}: {100.0 * p.Done / p.Total:0.0} %, {(isGrid ? $"{p.PixelsPerSecond:0} tiles" : $"{p.PixelsPerSecond / 1e6:0.00} megapixels")}/s, {p.Remaining:h\\:mm\\:ss} left")));
        void Strip(MapStrip strip)
        {
            writer.Write(strip);
            journal.Note(strip.Panel, strip.Y + strip.Rows, writer.Flush);
        }

        MapSummary summary;
        SceneThroughput cost;
        try
        {
            cost = isGrid ? inference.RunGrid(writer.ProbabilityBands, Strip, progress, cancellation) : inference.RunDense(writer.ProbabilityBands, Strip, progress, cancellation);
            journal.Flush(writer.Flush);
            _progress.Show($"{Path.GetFileName(target.Out)}: writing the final files");
            summary = writer.Complete(null, cancellation);
        }
        catch (OperationCanceledException)
        {
            journal.Flush(writer.Flush);
            throw new InterruptedRunException($"interrupted; the rows that are finished lie beside '{target.Out}', and the same command with --resume goes on.");
        }
        catch (Exception e) when (e is IOException or GdalException)
        {
            throw new UnfinishedMapException(target.Out, e);
        }

        journal.Delete();
        var valid = Math.Max(1, summary.Pixels.Sum());
        return new MapFigures
        {
            Scenes = target.Scenes,
            Files = summary.Files,
            Width = grid.Width,
            Height = grid.Height,
            Tile = [model.Height, model.Width],
            Overlap = isGrid ? 0 : _overlap,
            TestTimeAugmentation = _options.Augmentation.IsActive ? _options.Augmentation.Id : null,
            Threshold = _options.Threshold,
            Sieve = _options.Sieve,
            Window = isGrid ? "grid" : _options.Window.Id,
            Tiles = cost.Tiles,
            Classes = [.. _legend.Names.Select((name, i) => new MapClassFigures(name, _legend.Values[i], summary.Pixels[i], (double)summary.Pixels[i] / valid) { SquareMetres = summary.Areas?[i] })],
            NoDataPixels = summary.NoData,
            Polygons = summary.Polygons,
            TileSeconds = cost.Seconds,
            ModelSeconds = cost.ModelSeconds,
            MegapixelsPerSecond = cost.PixelsPerSecond * (isGrid ? model.Height * model.Width : 1) / 1e6,
        };
    }

    // Before the rows of an earlier run are emptied, of which its journal says that they are finished.
    private static void Reset(SceneJournal journal, MapTarget target)
    {
        try
        {
            journal.Begin();
        }
        catch (IOException e)
        {
            throw new UnfinishedMapException(target.Out, e);
        }
    }

    private MapWriterOptions MapOptions(MapTarget target, GdalGrid grid, string key) => new()
    {
        Out = target.Out,
        Grid = grid,
        Legend = _legend,
        Probability = _options.Probability,
        Sieve = _options.Sieve,
        Polygons = target.Polygons is { } polygons
            ? new MapPolygonOptions(polygons)
            {
                MinimumArea = _options.MinimumArea,
                Simplify = _options.Simplify,
                // What did not change is not an object.
                LeaveOut = _task == ModelTask.ChangeDetection ? [0] : [],
            }
            : null,
        Metadata = Metadata(key),
    };

    private Dictionary<string, string> Metadata(string key)
    {
        var entries = new Dictionary<string, string>
        {
            ["SKYLITE_MODEL"] = Path.GetFileName(_options.Model),
            ["SKYLITE_MODEL_SHA256"] = _checksum,
            ["SKYLITE_TASK"] = ModelTasks.Id(_task),
            ["SKYLITE_ANSWERS"] = AnswerKinds.Id(_answers),
            ["SKYLITE_TTA"] = _options.Augmentation.ToString(),
            ["SKYLITE_SIEVE"] = _options.Sieve.ToString(CultureInfo.InvariantCulture),
            [MapTarget.KeyEntry] = key,
        };
        if (_options.Threshold is { } threshold)
        {
            entries["SKYLITE_THRESHOLD"] = threshold.ToString(CultureInfo.InvariantCulture);
        }

        if (_options.Command.Length > 0)
        {
            // Names of files may hold characters that the file's XML may not.
            entries["SKYLITE_COMMAND"] = new string([.. _options.Command.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '?')]);
        }

        return entries;
    }

    private static GdalGrid Cells(GdalGrid grid, (int Rows, int Columns) cells, SceneModel model) => new(
        cells.Columns,
        cells.Rows,
        grid.GeoTransform is { } t
            ? t with { PixelWidth = t.PixelWidth * model.Width, ColumnRotation = t.ColumnRotation * model.Width, RowRotation = t.RowRotation * model.Height, PixelHeight = t.PixelHeight * model.Height }
            : null,
        grid.Projection);

    private string Key(IReadOnlyList<RasterScene> scenes, SceneModel model)
    {
        var files = scenes.SelectMany(s => s.Files).Select(f => new FileInfo(f)).Select(f => string.Create(
            CultureInfo.InvariantCulture, $"{f.FullName}|{(f.Exists ? f.Length : 0)}|{(f.Exists ? f.LastWriteTimeUtc.Ticks : 0)}"));
        var settings = string.Create(
            CultureInfo.InvariantCulture,
            $"{_checksum}|{_task}|{_answers}|{model.Height}×{model.Width}|{_options.Augmentation.Id}|{_overlap}|{_options.Window.Id}|{_options.Scale}|{_options.NoData}|{_options.Memory}|{_options.Probability}|{_options.Vector}|{_options.MinimumArea}|{_options.Simplify}|{string.Join(',', _options.Bands ?? [])}");
        // Maps of earlier versions, which knew neither, are those without.
        settings += _options.Sieve > 0 ? string.Create(CultureInfo.InvariantCulture, $"|sieve {_options.Sieve}") : string.Empty;
        settings += _options.Threshold is { } threshold ? string.Create(CultureInfo.InvariantCulture, $"|threshold {threshold}") : string.Empty;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [settings, .. files]))));
    }

    private sealed class Relay<T>(Action<T> target) : IProgress<T>
    {
        public void Report(T value) => target(value);
    }
}
