using Skylite.Imagery.Loading;
using Skylite.Imagery.Tiling;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Batches of tiles that cover every sample, to evaluate on; each pixel's label stands in exactly one of them.</summary>
public sealed class DenseTileLoader : IBatchSource
{
    private readonly Preprocessing _preprocessing;
    private readonly int _batchSize;
    private readonly DenseTile[] _tiles;
    private readonly DenseBatchMaker _maker;
    private readonly BatchPipeline<DenseTileMaker> _pipeline;

    /// <summary>Makes a loader.</summary>
    /// <param name="store">The samples.</param>
    /// <param name="preprocessing">Size and normalisation of the network's input; square.</param>
    /// <param name="batchSize">Tiles of a batch.</param>
    /// <param name="seed">Seed of the order; <see langword="null"/> for the order of the samples.</param>
    public DenseTileLoader(DenseStore store, Preprocessing preprocessing, int batchSize, int? seed = null)
        : this(
            store,
            preprocessing,
            batchSize,
            [.. store.Samples.Index().SelectMany(s => TilesOf(s.Index, s.Item.Window!.Value.Width, s.Item.Window.Value.Height, preprocessing.Width))])
    {
        if (seed is { } order)
        {
            new SampleRandom((ulong)order).Shuffle(_tiles.AsSpan());
        }
    }

    /// <summary>Makes a loader of tiles that may overlap: each has the labels of all its pixels.</summary>
    /// <param name="store">The samples.</param>
    /// <param name="preprocessing">Size and normalisation of the network's input; square.</param>
    /// <param name="batchSize">Tiles of a batch.</param>
    /// <param name="plan">The tiles of a sample, row by row, from its window.</param>
    public DenseTileLoader(DenseStore store, Preprocessing preprocessing, int batchSize, Func<GdalWindow, TilePlan> plan)
        : this(store, preprocessing, batchSize, [.. store.Samples.Index().SelectMany(s => TilesOf(s.Index, plan(s.Item.Window!.Value)))])
    {
    }

    private DenseTileLoader(DenseStore store, Preprocessing preprocessing, int batchSize, DenseTile[] tiles)
    {
        (_preprocessing, _batchSize, _tiles) = (preprocessing, batchSize, tiles);
        _maker = new DenseBatchMaker(store, preprocessing, batchSize);
        _pipeline = new BatchPipeline<DenseTileMaker>(new BatchThreads { Workers = 2 }, () => new DenseTileMaker(store, preprocessing));
    }

    /// <inheritdoc/>
    public int SampleCount => _tiles.Length;

    /// <inheritdoc/>
    public int BatchesPerEpoch => (_tiles.Length + _batchSize - 1) / _batchSize;

    /// <summary>Sample, corner and fresh part of a tile of the walk, in its order.</summary>
    public IReadOnlyList<DenseTile> Tiles => _tiles;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names it.</exception>
    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default) => _pipeline.Run(
        BatchesPerEpoch,
        (worker, number, _) => _maker.Make(
            Math.Min(_batchSize, _tiles.Length - (number * _batchSize)),
            (i, planes, labels) => Make(worker, _tiles[(number * _batchSize) + i], planes, labels)),
        cancellation);

    // The last tile of a row or column is moved inside; what earlier tiles showed is not counted again.
    private static IEnumerable<DenseTile> TilesOf(int sample, int width, int height, int side)
    {
        for (var y = 0; y < height; y += side)
        {
            for (var x = 0; x < width; x += side)
            {
                var (atX, atY) = (Math.Max(0, Math.Min(x, width - side)), Math.Max(0, Math.Min(y, height - side)));
                yield return new DenseTile(sample, atX, atY, x - atX, y - atY);
            }
        }
    }

    private static IEnumerable<DenseTile> TilesOf(int sample, TilePlan plan) =>
        plan.Y.Positions.SelectMany(y => plan.X.Positions.Select(x => new DenseTile(sample, x, y, 0, 0)));

    private void Make(DenseTileMaker maker, DenseTile tile, Span<float> planes, Span<float> labels)
    {
        var side = _preprocessing.Width;
        maker.Make(tile.Sample, (tile.X, tile.Y, side), default, side, planes, labels);
        for (var y = 0; y < side; y++)
        {
            labels.Slice(y * side, y < tile.NewY ? side : tile.NewX).Fill(-1);
        }
    }
}
