using System.Diagnostics;
using System.Threading.Channels;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Imagery.Tiling;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Scenes;

/// <summary>
/// Runs a model over a scene of any size. Reading, running, blending and writing overlap in time, and memory does not grow with the scene's height.
/// </summary>
public sealed class SceneInference
{
    private const int UsualPixels = 512 * 512;
    private const int LargestBatch = 16;
    private const int StripsAhead = 2;

    private readonly SceneModel _model;
    private readonly IReadOnlyList<RasterScene> _scenes;
    private readonly SceneInferenceOptions _options;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Prepares a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scenes">One scene, or two dates on one grid.</param>
    /// <param name="options">Tiles and blending.</param>
    public SceneInference(SceneModel model, IReadOnlyList<RasterScene> scenes, SceneInferenceOptions options)
    {
        (_model, _scenes, _options) = (model, scenes, options);
        Plan = new TilePlan(scenes[0].Width, scenes[0].Height, new TilePlanOptions
        {
            TileWidth = model.Width,
            TileHeight = model.Height,
            Overlap = options.Overlap,
            Window = options.Window,
            Planes = model.ClassCount,
        });
    }

    /// <summary>The tiles.</summary>
    public TilePlan Plan { get; }

    /// <summary>Rows and columns of the map of a scene classifier: one pixel for each tile.</summary>
    public (int Rows, int Columns) Cells => ((_scenes[0].Height + _model.Height - 1) / _model.Height, (_scenes[0].Width + _model.Width - 1) / _model.Width);

    /// <summary>Gives one class to each pixel: probabilities of overlapping tiles are blended, then the most probable class is taken.</summary>
    /// <param name="bands">Bands of probabilities that strips bring: 0, 1 for the winner's, or one for each class.</param>
    /// <param name="write">Gets finished rows in order, panel by panel, on a thread of its own.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops; what was written stays.</param>
    /// <exception cref="InvalidDataException">The model's answer is not one class for each pixel, or not a number.</exception>
    public SceneThroughput RunDense(int bands, Action<MapStrip> write, IProgress<SceneProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var answers = new TileAnswers(_model);
        var maker = new StripMaker(_model.Session.Source, _model.ClassCount, bands) { Decision = _options.Decision };
        var pipeline = new TilePipeline(_model, answers, _scenes, Batch, _options.Runs);
        TileBlender? blender = null;
        var panel = -1;
        try
        {
            return Run(pipeline, Requests(), Total(), write, progress, (batch, answer, emit) =>
            {
                foreach (var (tile, slot) in batch.Tiles)
                {
                    if (tile.Panel != panel)
                    {
                        panel = tile.Panel;
                        blender?.Dispose();
                        blender = new TileBlender(Plan, Plan.Panels[panel], _model.ClassCount);
                        blender.BeginAt(panel == _options.Begin.Panel ? _options.Begin.Row : 0);
                    }

                    if (slot >= 0)
                    {
                        blender!.Add(tile.Row, tile.Column, answers.Of(answer!, slot, _model.Height, _model.Width), batch.ValidOf(slot));
                    }

                    if (tile.EndsRow && blender!.CompleteAfter(tile.Row) is var end && end > blender.NextRow)
                    {
                        emit(maker.Make(blender, Plan.Panels[panel], panel, end));
                        blender.Release(end);
                    }
                }
            }, cancellationToken);
        }
        finally
        {
            blender?.Dispose();
        }
    }

    /// <summary>Gives one class to each tile of a grid without overlap, as a map of <see cref="Cells"/>.</summary>
    /// <param name="bands">Bands of probabilities that strips bring: 0, 1 for the winner's, or one for each class.</param>
    /// <param name="write">Gets finished rows in order.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops; what was written stays.</param>
    /// <exception cref="InvalidDataException">The model's answer is not one class for each image, or not a number.</exception>
    public SceneThroughput RunGrid(int bands, Action<MapStrip> write, IProgress<SceneProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var (rows, columns) = Cells;
        var answers = new TileAnswers(_model);
        var pipeline = new TilePipeline(_model, answers, _scenes, Batch, _options.Runs);
        var requests =
            from row in Enumerable.Range(_options.Begin.Row, rows - _options.Begin.Row)
            from column in Enumerable.Range(0, columns)
            select new TileRequest(0, row, column, column * _model.Width, row * _model.Height, column == columns - 1);
        var classes = new byte[columns];
        var cell = new float[_model.ClassCount];
        var probabilities = new byte[bands * columns];
        return Run(pipeline, requests, (rows - _options.Begin.Row) * (long)columns, write, progress, (batch, answer, emit) =>
        {
            foreach (var (tile, slot) in batch.Tiles)
            {
                var winner = 0;
                if (slot >= 0)
                {
                    answers.Of(answer!, slot, 1, 1).Row(0, cell);
                    winner = Winner(cell, tile);
                }

                classes[tile.Column] = slot >= 0 ? (byte)winner : MapLegend.NoData;
                for (var b = 0; b < bands; b++)
                {
                    probabilities[(b * columns) + tile.Column] = slot < 0 ? (byte)0 : StripMaker.Quantize(cell[bands > 1 ? b : winner]);
                }

                if (tile.EndsRow)
                {
                    var strip = new MapStrip(0, tile.Row, columns, 1, 0, bands);
                    classes.CopyTo(strip.Classes);
                    probabilities.CopyTo(strip.Probabilities);
                    emit(strip);
                }
            }
        }, cancellationToken);
    }

    // Runs at the same time divide what one would take, so that memory stays the same.
    private int Batch =>
        _model.FixedBatch ?? _options.Batch ?? Math.Max(1, Math.Clamp(UsualPixels / (_model.Height * _model.Width), 1, LargestBatch) / _options.Runs);

    private SceneThroughput Run(
        TilePipeline pipeline,
        IEnumerable<TileRequest> requests,
        long total,
        Action<MapStrip> write,
        IProgress<SceneProgress>? progress,
        Action<TileBatch, OrtValue?, Action<MapStrip>> receive,
        CancellationToken cancellationToken)
    {
        _clock.Restart();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var strips = Channel.CreateBounded<MapStrip>(StripsAhead);
        long done = 0;
        var writer = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    while (strips.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
                    {
                        while (strips.Reader.TryRead(out var strip))
                        {
                            using (strip)
                            {
                                write(strip);
                            }

                            done += (long)strip.Width * strip.Rows;
                            Report(progress, done, total);
                        }
                    }
                }
                catch
                {
                    stop.Cancel();
                    throw;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            pipeline.Run(
                requests,
                (batch, answer) => receive(batch, answer, strip => strips.Writer.WriteAsync(strip, stop.Token).AsTask().GetAwaiter().GetResult()),
                stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The writer failed; its own exception says why.
        }
        finally
        {
            strips.Writer.Complete();
            writer.GetAwaiter().GetResult();
        }

        var seconds = _clock.Elapsed.TotalSeconds;
        return new SceneThroughput(pipeline.Tiles, pipeline.EmptyTiles, seconds, pipeline.ModelTime.TotalSeconds, done / seconds);
    }

    private IEnumerable<TileRequest> Requests()
    {
        for (var p = _options.Begin.Panel; p < Plan.Panels.Count; p++)
        {
            var panel = Plan.Panels[p];
            var begin = p == _options.Begin.Panel ? _options.Begin.Row : 0;
            for (var row = 0; row < Plan.Y.Positions.Count; row++)
            {
                if (Plan.Y.Positions[row] + Plan.Y.Tile <= begin || begin >= Plan.Y.Length)
                {
                    continue;
                }

                for (var i = 0; i < panel.TileCount; i++)
                {
                    var column = panel.FirstTile + i;
                    yield return new TileRequest(p, row, column, Plan.X.Positions[column], Plan.Y.Positions[row], i == panel.TileCount - 1);
                }
            }
        }
    }

    private long Total() => Plan.Panels.Index().Where(p => p.Index >= _options.Begin.Panel)
        .Sum(p => (long)p.Item.Width * (Plan.Y.Length - (p.Index == _options.Begin.Panel ? _options.Begin.Row : 0)));

    private int Winner(ReadOnlySpan<float> probabilities, TileRequest tile)
    {
        if (NotANumber.Find(probabilities) >= 0)
        {
            throw NotANumber.Error(_model.Session.Source, Invariant($"the tile in column {tile.Column}, row {tile.Row}"));
        }

        return _options.Decision.Of(probabilities);
    }

    private void Report(IProgress<SceneProgress>? progress, long done, long total)
    {
        var speed = done / Math.Max(_clock.Elapsed.TotalSeconds, 1e-6);
        progress?.Report(new SceneProgress(done, total, speed, TimeSpan.FromSeconds((total - done) / Math.Max(speed, 1e-6))));
    }
}
