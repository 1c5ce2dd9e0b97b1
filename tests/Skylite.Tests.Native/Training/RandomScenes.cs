using Skylite.Imagery.Loading;

namespace Skylite.Tests.Native.Training;

/// <summary>A source of noise images whose class shifts the mean of one channel, so that a small network can learn them.</summary>
internal sealed class RandomScenes(int samples, int batchSize, int classes = 3, int side = 8, int seed = 5) : IBatchSource
{
    public int SampleCount => samples;

    public int BatchesPerEpoch => (samples + batchSize - 1) / batchSize;

    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default)
    {
        var order = Enumerable.Range(0, samples).ToArray();
        new Random(seed + epoch).Shuffle(order);
        foreach (var chunk in order.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var labels = Array.ConvertAll(chunk, i => i % classes);
            yield return new Batch([.. chunk.SelectMany(Image)], 3, side, side, labels);
        }
    }

    private float[] Image(int index)
    {
        var random = new Random((seed * 1000) + index);
        var plane = side * side;
        var pixels = new float[3 * plane];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)(random.NextDouble() - 0.5) + (i / plane == index % classes ? 0.5f : 0);
        }

        return pixels;
    }
}
