using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Workbench.Dense;

/// <summary>Chooses test tiles worth looking at, those that two models disagree about most and some by lot, and draws what both make of them.</summary>
internal sealed class TileChoice
{
    private const int Disagreed = 4;
    private const int ByLot = 4;
    private const int BatchSize = 4;

    private readonly DenseData _data;
    private readonly DenseTileLoader _tiles;
    private readonly List<TileAnswer> _worst = [];
    private readonly List<TileAnswer> _drawn = [];

    private TileChoice(DenseData data) => (_data, _tiles) = (data, data.Tiles(SplitPart.Test, BatchSize));

    /// <summary>Chooses tiles and draws them.</summary>
    /// <param name="files">The parent's and the result's file.</param>
    /// <param name="data">The data.</param>
    /// <param name="folder">The run's folder; pictures go below it.</param>
    /// <param name="run">Its seed decides the lot, its threads run the models.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<MapSample> Of(
        (string Before, string After) files, DenseData data, string folder, RunOptions run, CancellationToken cancellation)
    {
        var choice = new TileChoice(data);
        choice.Walk(files, run, cancellation);
        var chosen = choice._worst.Where(t => t.Different > 0).OrderByDescending(t => t.Different).Concat(choice._drawn).DistinctBy(t => t.Number);
        var pictures = new TilePictures(data, folder);
        return [.. chosen.Take(Disagreed + ByLot).Select((tile, i) => choice.Draw(tile, pictures, (i + 1).ToString("00", CultureInfo.InvariantCulture)))];
    }

    private void Walk((string Before, string After) files, RunOptions run, CancellationToken cancellation)
    {
        var random = new SampleRandom((ulong)run.Seed);
        using var before = ModelEvaluation.Open(files.Before, _data, run.Session);
        using var after = ModelEvaluation.Open(files.After, _data, run.Session);
        var number = 0;
        var seen = 0;
        foreach (var batch in _tiles.Epoch(0, cancellation))
        {
            using (batch)
            {
                foreach (var tile in Answers(batch, number, before, after))
                {
                    Consider(tile, ref seen, random);
                }

                number += batch.Count;
            }
        }
    }

    // What earlier tiles showed is not labelled again, so whole tiles are better to look at; reservoir sampling (Vitter, 1985, algorithm R).
    private void Consider(TileAnswer tile, ref int seen, SampleRandom random)
    {
        if (_tiles.Tiles[tile.Number] is not { NewX: 0, NewY: 0 })
        {
            return;
        }

        _worst.Add(tile);
        if (_worst.Count > Disagreed)
        {
            _worst.Remove(_worst.MinBy(t => t.Different)!);
        }

        seen++;
        if (_drawn.Count < ByLot)
        {
            _drawn.Add(tile);
        }
        else if (random.Next(seen) is var place && place < ByLot)
        {
            _drawn[place] = tile;
        }
    }

    private IEnumerable<TileAnswer> Answers(Batch batch, int number, ModelSession before, ModelSession after)
    {
        var classes = _data.Classes.Count;
        var (first, second) = (PixelEvaluation.Predict(before, batch, classes), PixelEvaluation.Predict(after, batch, classes));
        var plane = batch.LabelsPerSample;
        for (var i = 0; i < batch.Count; i++)
        {
            var pixels = new Range(i * plane, (i + 1) * plane);
            yield return new TileAnswer(
                number + i,
                [.. Enumerable.Range(0, batch.Dates).Select(date => batch.PixelsOf(date).Slice(i * batch.SampleLength, batch.SampleLength).ToArray())],
                batch.Labels[pixels],
                first[pixels],
                second[pixels]);
        }
    }

    private MapSample Draw(TileAnswer tile, TilePictures pictures, string name)
    {
        var at = _tiles.Tiles[tile.Number];
        return new MapSample
        {
            Sample = _data.Store(SplitPart.Test).Samples[at.Sample].Name,
            X = at.X,
            Y = at.Y,
            RightBefore = tile.Right(tile.Before),
            RightAfter = tile.Right(tile.After),
            Different = (double)tile.Different / tile.Before.Length,
            Images = [.. tile.Dates.Select((date, i) => pictures.Image(date, Invariant($"{name}-image-{i + 1}")))],
            Reference = pictures.Classes(tile.Labels, $"{name}-reference"),
            Before = pictures.Classes(tile.Before, $"{name}-before"),
            After = pictures.Classes(tile.After, $"{name}-after"),
            Difference = pictures.Difference(tile, $"{name}-difference"),
        };
    }
}
