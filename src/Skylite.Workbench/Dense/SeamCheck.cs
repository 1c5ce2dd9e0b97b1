using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Imagery.Tiling;
using Skylite.Inference;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Workbench.Dense;

/// <summary>
/// Runs a network over a square of four tiles' area in one pass, and in tiles as scenes are worked through, and says how far the two are apart.
/// </summary>
public sealed class SeamCheck
{
    private const int Tiles = 2;
    private static readonly TilePlanOptions Usual = new() { TileWidth = 1, TileHeight = 1 };

    private readonly Batch _sample;
    private readonly int _classes;
    private readonly int _tile;
    private readonly int _side;
    private readonly double _mirrored;

    private SeamCheck(Batch sample, int classes, double mirrored) =>
        (_sample, _classes, _mirrored, _side, _tile) = (sample, classes, mirrored, sample.Width, sample.Width / Tiles);

    /// <summary>Measures models on one test sample.</summary>
    /// <param name="models">Files by name of the stage.</param>
    /// <param name="data">The data.</param>
    /// <param name="run">Its seed decides the sample, its threads run the models.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Figures of those models that can be computed at the larger size.</returns>
    public static IReadOnlyList<SeamFigures> Of(
        IEnumerable<(string Name, string File)> models, DenseData data, RunOptions run, CancellationToken cancellation)
    {
        var form = data.Preprocessing;
        var large = new DenseTileLoader(data.Store(SplitPart.Test), form with { Height = Tiles * form.Height, Width = Tiles * form.Width }, 1, run.Seed);
        // The first of those that show most of a sample and least of its mirror image.
        var (place, own) = large.Tiles.Index()
            .Select(t => (t.Index, Own: OwnShare(data.Store(SplitPart.Test).Samples[t.Item.Sample], Tiles * form.Width)))
            .MaxBy(t => t.Own);
        using var sample = Skip(large.Epoch(0, cancellation), place);
        var options = new ModelSessionOptions { Session = run.Session };
        var check = new SeamCheck(sample, data.Classes.Count, 1 - own);
        return [.. models.Select(model => check.Measure(model.Name, model.File, options)).OfType<SeamFigures>()];
    }

    private SeamFigures? Measure(string name, string file, ModelSessionOptions options)
    {
        float[] whole;
        try
        {
            using var enlarged = TiledModel.Of(file, _side);
            using var large = new ModelSession(enlarged.Source, options);
            whole = Answer(large, (0, 0), _side);
        }
        catch (Exception e) when (e is InvalidDataException or OrtException)
        {
            // A network that was written for one size has no other pass to be held against.
            return null;
        }

        using var session = new ModelSession(ModelSource.FromFile(file), options);
        var blended = Blend(session, Usual.Overlap, Usual.Window);
        var cut = Blend(session, 0, BlendWindow.Center);
        var differences = blended.Zip(whole, (a, b) => Math.Abs((double)a - b)).ToArray();
        return new SeamFigures(
            name, _side, _tile, Usual.Overlap, differences.Average(), differences.Max(), cut.Zip(whole, (a, b) => Math.Abs((double)a - b)).Max(),
            OtherClass(blended, whole))
        {
            Mirrored = _mirrored,
        };
    }

    private static double OwnShare(DenseSample sample, int side) =>
        Math.Min(sample.Window!.Value.Width, side) * (double)Math.Min(sample.Window.Value.Height, side) / ((double)side * side);

    private static Batch Skip(IEnumerable<Batch> batches, int count)
    {
        foreach (var (i, batch) in batches.Index())
        {
            if (i == count)
            {
                return batch;
            }

            batch.Dispose();
        }

        throw new InvalidOperationException("A loader gave fewer batches than it has tiles.");
    }

    private float[] Blend(ModelSession model, double overlap, BlendWindow window)
    {
        var axis = new TileAxis(_side, _tile, overlap, window);
        var result = new float[_classes * _side * _side];
        foreach (var (row, top) in axis.Positions.Index())
        {
            foreach (var (column, left) in axis.Positions.Index())
            {
                var tile = Answer(model, (left, top), _tile);
                for (var i = 0; i < tile.Length; i++)
                {
                    var (c, y, x) = (i / (_tile * _tile), i / _tile % _tile, i % _tile);
                    result[(((c * _side) + top + y) * _side) + left + x] += tile[i] * axis.Weights(row)[y] * axis.Weights(column)[x];
                }
            }
        }

        return result;
    }

    // Classes × side × side.
    private float[] Answer(ModelSession model, (int X, int Y) at, int side)
    {
        using var part = Cut(at, side);
        using var answers = PixelAnswers.Of(model, part, _classes, views: null).Single();
        var probabilities = new float[_classes * side * side];
        answers.Probabilities(0, probabilities);
        return probabilities;
    }

    private Batch Cut((int X, int Y) at, int side)
    {
        var part = new float[_sample.Dates * _sample.Channels * side * side];
        for (var row = 0; row < _sample.Dates * _sample.Channels * side; row++)
        {
            var (plane, y) = (row / side, row % side);
            var (date, band) = (plane / _sample.Channels, plane % _sample.Channels);
            _sample.PixelsOf(date).Span.Slice((((band * _side) + at.Y + y) * _side) + at.X, side).CopyTo(part.AsSpan(row * side));
        }

        return new Batch(part, _sample.Dates, (_sample.Channels, side, side), new int[side * side]);
    }

    private double OtherClass(float[] blended, float[] whole)
    {
        var (first, second) = (new int[_side * _side], new int[_side * _side]);
        default(ClassDecision).Of(blended, first);
        default(ClassDecision).Of(whole, second);
        return first.Zip(second).Count(p => p.First != p.Second) / (double)first.Length;
    }
}
