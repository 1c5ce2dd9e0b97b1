using Skylite.Imagery.Loading;

namespace Skylite.Tests.Native.Quantization;

/// <summary>Seeded batches of smooth noise, the same on every epoch.</summary>
internal sealed class NoiseBatches(int batches = 4, int batchSize = 8, int channels = 3, int size = 32, int seed = 5) : IBatchSource
{
    public int SampleCount => batches * batchSize;

    public int BatchesPerEpoch => batches;

    public int Served { get; private set; }

    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default)
    {
        var random = new Random(seed);
        for (var b = 0; b < batches; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            var pixels = new float[batchSize * channels * size * size];
            for (var plane = 0; plane < batchSize * channels; plane++)
            {
                var (level, slope, noise) = ((random.NextSingle() * 2) - 1, (random.NextSingle() * 2) - 1, random.NextSingle());
                for (var i = 0; i < size * size; i++)
                {
                    pixels[(plane * size * size) + i] = level + (slope * i / (size * size)) + (noise * ((random.NextSingle() * 2) - 1));
                }
            }

            Served++;
            yield return new Batch(pixels, channels, size, size, [.. Enumerable.Range(0, batchSize).Select(i => i % 10)]);
        }
    }
}
