using System.Diagnostics;
using System.Globalization;
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
    private readonly MapSettings _settings;
    private readonly ModelSession _session;
    private readonly AnswerFold? _fold;
    private readonly int _runs;
    private readonly IProgress<JobMessage>? _progress;

    private InferJob(InferOptions options, IProgress<JobMessage>? progress)
    {
        (_options, _progress) = (options, progress);
        ModelFile.Require(options.Model);
        var whole = OnnxReader.Read(options.Model);
        var graph = options.Tile is { } side ? TiledModel.Enlarged(whole, side, options.Model) : whole;
        _settings = new MapSettings(options, graph);
        if (_settings.Answers == AnswerKind.Probabilities)
        {
            progress.Say($"the model's answers are taken for probabilities: {_settings.WhyAnswers}");
        }

        // Threads of one run wait for each other behind every operator; those of several runs do not.
        var threads = options.Threads ?? Environment.ProcessorCount;
        _runs = Enumerable.Range(1, Math.Min(threads, MostRuns)).Reverse().MaxBy(runs => runs * (threads / runs));
        // Views of a tile are averaged over answers that lie as their tiles do.
        (var network, _fold) = options.Augmentation.IsActive ? (graph, null) : AnswerFold.TakeOff(graph);
        using var file = ReferenceEquals(network, whole) ? null : new GraphModel(network, Path.GetFileName(options.Model));
        _session = new ModelSession(file?.Source ?? ModelSource.FromFile(options.Model), new ModelSessionOptions
        {
            Preprocessing = _settings.Facts.Preprocessing,
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
        MapRequirements.Require(options);
        using var job = new InferJob(options, progress);
        var targets = MapTargets.Of(options, job._settings.Task == ModelTask.ChangeDetection ? 2 : 1);
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
            var model = new SceneModel(_session, scenes.Count, _options.Tile)
            {
                Answers = _settings.Answers,
                Augmentation = _options.Augmentation,
                Fold = _fold,
                Say = Say,
            };
            GdalLibrary.SetCacheSize(Math.Clamp(2 * scenes.Sum(s => s.BytesOfRows(model.Height)), 64L << 20, 384L << 20));
            var key = _settings.Key(scenes, model);
            if (_options.Resume && target.IsFinished(key))
            {
                target.Tidy();
                Say($"'{target.Out}' is finished already");
                return new MapFigures { Scenes = target.Scenes, Files = target.Files, WasThere = true, Notes = notes };
            }

            // Before anything is computed that could not be written down.
            foreach (var file in target.Files)
            {
                AtomicFile.Require(file);
            }

            SceneDoubts.Tell(scenes, _settings.Facts, Say);
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
                    Preprocessing = _settings.Facts.Preprocessing,
                    Bands = scenes.Count == 1 ? _options.BandsOfSecond ?? _options.Bands : _options.Bands,
                    NoData = _options.NoData,
                    Over = scenes.FirstOrDefault(),
                    Bounds = _options.Bounds,
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

    private MapFigures Write(MapTarget target, List<RasterScene> scenes, SceneModel model, string key, CancellationToken cancellation)
    {
        var isGrid = _settings.Task == ModelTask.SceneClassification;
        var journal = new SceneJournal(MapWriter.PartialFile(target.Out, "json"), key);
        // A journal without a finished row says nothing of the files beside it: the run may have ended before it made them.
        var begin = _options.Resume && journal.Read() is { } left and not { Panel: 0, Row: 0 } ? left : null;
        if (begin is not null)
        {
            _progress.Say(string.Create(CultureInfo.InvariantCulture, $"going on at row {begin.Row}"));
        }

        var inference = new SceneInference(model, scenes, new SceneInferenceOptions
        {
            Overlap = _settings.Overlap,
            Window = _settings.Window,
            Decision = new ClassDecision(_options.Threshold),
            Batch = _options.Batch,
            Runs = _runs,
            Begin = begin is null ? default : new ScenePosition(begin.Panel, begin.Row),
        });
        var grid = isGrid ? Cells(scenes[0].Grid, inference.Cells, model) : scenes[0].Grid;
        using var writer = new MapWriter(_settings.WriterOptions(target, grid, key) with { Keep = begin is not null });
        if (begin is null)
        {
            // Not before the files are this run's alone: the journal may be another's.
            Reset(journal, target);
            writer.Begin();
        }

        var progress = new Relay<SceneProgress>(p => _progress.Show(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(target.Out)}: {100.0 * p.Done / p.Total:0.0} %, "
            + $"{(isGrid ? $"{p.PixelsPerSecond:0} tiles" : $"{p.PixelsPerSecond / 1e6:0.00} megapixels")}/s, {p.Remaining:h\\:mm\\:ss} left")));
        void Strip(MapStrip strip)
        {
            writer.Write(strip);
            journal.Note(strip.Panel, strip.Y + strip.Rows, writer.Flush);
        }

        MapSummary summary;
        SceneThroughput cost;
        try
        {
            cost = isGrid
                ? inference.RunGrid(writer.ProbabilityBands, Strip, progress, cancellation)
                : inference.RunDense(writer.ProbabilityBands, Strip, progress, cancellation);
            journal.Flush(writer.Flush);
            _progress.Show($"{Path.GetFileName(target.Out)}: writing the final files");
            summary = writer.Complete(null, cancellation);
        }
        catch (OperationCanceledException)
        {
            journal.Flush(writer.Flush);
            throw new InterruptedRunException(
                $"interrupted; the rows that are finished lie beside '{target.Out}', and the same command with --resume goes on.");
        }
        catch (Exception e) when (e is IOException or GdalException)
        {
            throw new UnfinishedMapException(target.Out, e);
        }
        catch (InvalidDataException)
        {
            // Model and scene would end there again: no run can go on from these rows.
            writer.Dispose();
            target.Tidy();
            throw;
        }

        journal.Delete();
        return new MapFigures
        {
            Scenes = target.Scenes,
            Files = summary.Files,
            Width = grid.Width,
            Height = grid.Height,
            Tile = [model.Height, model.Width],
            Overlap = isGrid ? 0 : _settings.Overlap,
            TestTimeAugmentation = _options.Augmentation.IsActive ? _options.Augmentation.Id : null,
            Threshold = _options.Threshold,
            Sieve = _options.Sieve,
            Window = isGrid ? "grid" : _settings.Window.Id,
            Tiles = cost.Tiles,
            Classes = ClassesOf(summary, _settings.Legend),
            NoDataPixels = summary.NoData,
            Polygons = summary.Polygons,
            TileSeconds = cost.Seconds,
            ModelSeconds = cost.ModelSeconds,
            MegapixelsPerSecond = cost.PixelsPerSecond * (isGrid ? model.Height * model.Width : 1) / 1e6,
        };
    }

    private static IReadOnlyList<MapClassFigures> ClassesOf(MapSummary summary, MapLegend legend)
    {
        var valid = (double)Math.Max(1, summary.Pixels.Sum());
        return [.. legend.Names.Select(
            (name, i) => new MapClassFigures(name, legend.Values[i], summary.Pixels[i], summary.Pixels[i] / valid) { SquareMetres = summary.Areas?[i] })];
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

    private static GdalGrid Cells(GdalGrid grid, (int Rows, int Columns) cells, SceneModel model) => new(
        cells.Columns,
        cells.Rows,
        grid.GeoTransform is { } t
            ? t with
            {
                PixelWidth = t.PixelWidth * model.Width,
                ColumnRotation = t.ColumnRotation * model.Width,
                RowRotation = t.RowRotation * model.Height,
                PixelHeight = t.PixelHeight * model.Height,
            }
            : null,
        grid.Projection);
}
