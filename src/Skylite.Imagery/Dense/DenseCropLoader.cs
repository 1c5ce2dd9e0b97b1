using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Loading;

namespace Skylite.Imagery.Dense;

/// <summary>
/// Batches of random crops to train on. What an epoch shows depends on seed and epoch only, never on the number of workers or on timing.
/// </summary>
public sealed class DenseCropLoader : IBatchSource
{
    // A few scenes are covered by a dozen crops, and a dozen steps teach nothing.
    private const int LeastCrops = 200;

    // Crops are enlarged or shrunk by one of so many factors on either side of 1.
    private const int ScaleSteps = 3;

    private readonly DenseStore _store;
    private readonly Preprocessing _preprocessing;
    private readonly DenseLoaderOptions _options;
    private readonly IReadOnlyList<DensePlace>[] _classes;
    private readonly double[] _areas;
    private readonly DenseBatchMaker _maker;
    private readonly BatchPipeline<Worker> _pipeline;

    /// <summary>Makes a loader.</summary>
    /// <param name="store">The training samples.</param>
    /// <param name="survey">Where their classes are.</param>
    /// <param name="preprocessing">Size and normalisation of the network's input.</param>
    /// <param name="options">Batch size, crops, augmentation.</param>
    /// <exception cref="ArgumentException">The input is not square, or there are no samples.</exception>
    public DenseCropLoader(DenseStore store, DenseSurvey survey, Preprocessing preprocessing, DenseLoaderOptions options)
    {
        if (preprocessing.Height != preprocessing.Width || store.Samples.Count == 0)
        {
            throw new ArgumentException(
                $"Crops are square and need samples; asked for were {preprocessing.Width} × {preprocessing.Height} pixels of {store.Samples.Count} samples.",
                nameof(preprocessing));
        }

        (_store, _preprocessing, _options) = (store, preprocessing, options);
        _classes = [.. survey.Places.Where(p => p.Count > 0)];
        _areas = new double[store.Samples.Count];
        double total = 0;
        for (var i = 0; i < _areas.Length; i++)
        {
            var window = store.Samples[i].Window!.Value;
            _areas[i] = total += (double)window.Width * window.Height;
        }

        var covering =
            (int)Math.Clamp(Math.Ceiling(total / ((double)preprocessing.Width * preprocessing.Height)), Math.Max(LeastCrops, options.BatchSize), int.MaxValue);
        SampleCount = options.CropsPerEpoch ?? covering;
        _maker = new DenseBatchMaker(store, preprocessing, options.BatchSize);
        _pipeline = new BatchPipeline<Worker>(options.Threads, () => new Worker(store, preprocessing));
    }

    /// <inheritdoc/>
    public int SampleCount { get; }

    /// <inheritdoc/>
    public int BatchesPerEpoch => Math.Max(1, SampleCount / _options.BatchSize);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names it.</exception>
    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default) => _pipeline.Run(
        BatchesPerEpoch,
        (worker, number, _) => _maker.Make(_options.BatchSize, (i, planes, labels) => Crop(worker, epoch, (number * _options.BatchSize) + i, planes, labels)),
        cancellation);

    private void Crop(Worker worker, int epoch, int number, Span<float> planes, Span<float> labels)
    {
        var random = new SampleRandom(_options.Seed, epoch, number);
        var side = _preprocessing.Width;
        var scale = MathF.Pow(_options.LargestScale, (random.Next((2 * ScaleSteps) + 1) - ScaleSteps) / (float)ScaleSteps);
        var read = Math.Max(1, (int)MathF.Round(side / scale));
        var (sample, x, y) = random.Chance(_options.BalancedShare) ? AroundClass(random, read) : Anywhere(random, read);
        var shift = _store.Dates == 2 ? (Shift(random), Shift(random)) : default;
        var tile = worker.Joint;
        worker.Tiles.Make(sample, (x, y, read), shift, side, tile.Pixels[..planes.Length], tile.Channel(_store.Planes));
        foreach (var augmentation in _options.Geometry)
        {
            augmentation.Apply(tile, random);
        }

        var half = planes.Length / _store.Dates;
        var isExchanged = _store.Dates == 2 && random.Chance(_options.DateExchange);
        for (var date = 0; date < _store.Dates; date++)
        {
            var from = isExchanged ? 1 - date : date;
            tile.Pixels.Slice(from * half, half).CopyTo(worker.Date.Pixels);
            _options.Color?.Apply(worker.Date, random);
            worker.Date.Pixels.CopyTo(planes.Slice(date * half, half));
        }

        tile.Channel(_store.Planes).CopyTo(labels);
    }

    private (int Sample, int X, int Y) AroundClass(SampleRandom random, int side)
    {
        var places = _classes[random.Next(_classes.Length)];
        var place = places[random.Next(places.Count)];
        return (place.Sample, place.X - random.Next(side), place.Y - random.Next(side));
    }

    private (int Sample, int X, int Y) Anywhere(SampleRandom random, int side)
    {
        var found = Array.BinarySearch(_areas, random.NextSingle() * _areas[^1]);
        var sample = Math.Min(found < 0 ? ~found : found, _areas.Length - 1);
        var window = _store.Samples[sample].Window!.Value;
        return (sample, random.Next(Math.Max(1, window.Width - side + 1)), random.Next(Math.Max(1, window.Height - side + 1)));
    }

    private int Shift(SampleRandom random) => random.Next((2 * _options.LargestShift) + 1) - _options.LargestShift;

    private sealed class Worker : IDisposable
    {
        public Worker(DenseStore store, Preprocessing preprocessing)
        {
            var side = preprocessing.Width;
            // Images that were matched may leave the range of their type.
            var (minimum, maximum) = preprocessing.Matched is null ? PixelConversion.Range(store.Type) : (float.MinValue, float.MaxValue);
            Tiles = new DenseTileMaker(store, preprocessing);
            Joint = new ImageTile(store.Planes + 1, side, side);
            Date = new ImageTile(store.Bands.Count, side, side) { Minimum = minimum * preprocessing.Scale, Maximum = maximum * preprocessing.Scale };
        }

        public DenseTileMaker Tiles { get; }

        // All dates and the labels: what mirrors and turns must treat alike.
        public ImageTile Joint { get; }

        public ImageTile Date { get; }

        public void Dispose() => Tiles.Dispose();
    }
}
