using Skylite.Imagery.Splits;
using Skylite.Imagery.Tiling;
using Skylite.Inference;
using Skylite.Inference.Scenes;
using Skylite.Native.Gdal;
using Skylite.Training.Metrics;
using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Dense;

/// <summary>Evaluates a model as maps of scenes are made: tiles overlap and their probabilities are blended.</summary>
internal sealed class BlendedEvaluation : IDisposable
{
    private readonly ConfusionMatrix _matrix;
    private readonly StripMaker _maker;
    private readonly TilePlan _plan;
    private readonly TileBlender _blender;
    private readonly int[] _labels;

    private BlendedEvaluation(ConfusionMatrix matrix, StripMaker maker, TilePlan plan)
    {
        (_matrix, _maker, _plan) = (matrix, maker, plan);
        _blender = new TileBlender(plan, plan.Panels[0], matrix.Classes);
        _labels = new int[plan.Y.Tile * plan.X.Length];
    }

    /// <summary>Evaluates a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="part">Its part.</param>
    /// <param name="settings">How far tiles overlap, views of every tile, and of two classes how probable the second must be.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InvalidDataException">The model's inputs or classes are not those of the data, or it answers with what is not a number.</exception>
    public static ConfusionMatrix Run(ModelSession model, DenseData data, SplitPart part, EvaluationSettings settings, CancellationToken cancellation)
    {
        var store = data.Store(part);
        var plans = store.Samples.Select(s => s.Window!.Value).Distinct().ToDictionary(w => w, w => Plan(w, data, settings.Overlap));
        var loader = data.Tiles(part, ModelEvaluation.TilesOf(data.Preprocessing), window => plans[window]);
        var matrix = new ConfusionMatrix(data.Classes.Count) { LeftOutOfMeans = data.Facts.LeftOutOfMeans };
        var probabilities = new float[matrix.Classes * data.Preprocessing.Height * data.Preprocessing.Width];
        var maker = new StripMaker(model.Source, matrix.Classes, bands: 0) { Decision = settings.Decision };
        var views = settings.ViewsFor(model);
        BlendedEvaluation? sample = null;
        try
        {
            var (number, within) = (-1, 0);
            var tiles = loader.Tiles.GetEnumerator();
            foreach (var batch in loader.Epoch(0, cancellation))
            {
                using (batch)
                {
                    foreach (var answers in PixelAnswers.Of(model, batch, matrix.Classes, views))
                    {
                        using (answers)
                        {
                            for (var i = 0; i < answers.Count && tiles.MoveNext(); i++, within++)
                            {
                                if (tiles.Current.Sample != number)
                                {
                                    sample?.Dispose();
                                    (number, within) = (tiles.Current.Sample, 0);
                                    sample = new BlendedEvaluation(matrix, maker, plans[store.Samples[number].Window!.Value]);
                                }

                                answers.Probabilities(i, probabilities);
                                sample!.Add(within, probabilities, batch.Labels.AsSpan((answers.First + i) * batch.LabelsPerSample, batch.LabelsPerSample));
                            }
                        }
                    }
                }
            }
        }
        finally
        {
            sample?.Dispose();
        }

        return matrix;
    }

    /// <inheritdoc/>
    public void Dispose() => _blender.Dispose();

    private static TilePlan Plan(GdalWindow window, DenseData data, double overlap) => new(window.Width, window.Height, new TilePlanOptions
    {
        TileWidth = data.Preprocessing.Width,
        TileHeight = data.Preprocessing.Height,
        Overlap = overlap,
        Planes = data.Classes.Count,
        // One panel: rows are as wide as they are.
        Memory = long.MaxValue,
    });

    private void Add(int tile, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        var (row, column) = Math.DivRem(tile, _plan.X.Positions.Count);
        var (top, left, side) = (_plan.Y.Positions[row], _plan.X.Positions[column], _plan.X.Tile);
        _blender.Add(row, column, new Planes(probabilities, _matrix.Classes, side), []);
        var width = Math.Min(side, _plan.X.Length - left);
        for (var y = 0; y < Math.Min(_plan.Y.Tile, _plan.Y.Length - top); y++)
        {
            labels.Slice(y * side, width).CopyTo(Labels(top + y)[left..]);
        }

        if (column == _plan.X.Positions.Count - 1)
        {
            Count(_blender.CompleteAfter(row));
        }
    }

    private void Count(int end)
    {
        var first = _blender.NextRow;
        using var strip = _maker.Make(_blender, _plan.Panels[0], 0, end);
        var chosen = new int[strip.Width];
        for (var y = first; y < end; y++)
        {
            var classes = strip.Classes.Slice((y - first) * strip.Width, strip.Width);
            for (var x = 0; x < chosen.Length; x++)
            {
                chosen[x] = classes[x];
            }

            _matrix.AddLabelled(Labels(y), chosen);
        }

        _blender.Release(end);
    }

    // As many rows as the blender holds.
    private Span<int> Labels(int row) => _labels.AsSpan(row % _plan.Y.Tile * _plan.X.Length, _plan.X.Length);

    private readonly ref struct Planes(ReadOnlySpan<float> numbers, int count, int width) : ITileRows
    {
        private readonly ReadOnlySpan<float> _numbers = numbers;

        public void Row(int y, Span<float> values)
        {
            for (var p = 0; p < count; p++)
            {
                _numbers.Slice((p * (_numbers.Length / count)) + (y * width), width).CopyTo(values[(p * width)..]);
            }
        }
    }
}
