using System.Collections.Concurrent;
using Skylite.Imagery.Loading;

namespace Skylite.Imagery.Dense;

/// <summary>Puts tiles together to batches: date after date, normalised.</summary>
internal sealed class DenseBatchMaker(DenseStore store, Preprocessing preprocessing, int batchSize)
{
    private readonly ConcurrentBag<float[]> _buffers = [];

    /// <summary>Fills the planes and labels of one tile.</summary>
    public delegate void Tile(int number, Span<float> planes, Span<float> labels);

    public Batch Make(int count, Tile fill)
    {
        var (bands, side) = (store.Bands.Count, preprocessing.Height);
        var plane = side * side;
        if (!_buffers.TryTake(out var pixels))
        {
            pixels = GC.AllocateUninitializedArray<float>(batchSize * store.Planes * plane, pinned: true);
        }

        try
        {
            var (planes, labels) = (new float[store.Planes * plane], new float[plane]);
            var targets = new int[count * plane];
            for (var i = 0; i < count; i++)
            {
                fill(i, planes, labels);
                for (var p = 0; p < store.Planes; p++)
                {
                    var (date, band) = (p / bands, p % bands);
                    var factor = 1f / preprocessing.StandardDeviation[band];
                    var at = ((((date * count) + i) * bands) + band) * plane;
                    PixelConversion.Affine(planes.AsSpan(p * plane, plane), pixels.AsSpan(at, plane), factor, -preprocessing.Mean[band] * factor);
                }

                for (var j = 0; j < plane; j++)
                {
                    targets[(i * plane) + j] = (int)labels[j];
                }
            }

            return new Batch(pixels, store.Dates, (bands, side, side), targets, _buffers.Add);
        }
        catch
        {
            _buffers.Add(pixels);
            throw;
        }
    }
}
