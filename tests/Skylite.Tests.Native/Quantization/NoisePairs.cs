using Skylite.Imagery.Loading;

namespace Skylite.Tests.Native.Quantization;

/// <summary>One batch of two dates of smooth noise, the same on every epoch.</summary>
internal sealed class NoisePairs(int side) : IBatchSource
{
    private const int Samples = 2;

    public int SampleCount => Samples;

    public int BatchesPerEpoch => 1;

    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default)
    {
        var dates = new[] { 5, 6 }.SelectMany(seed => new NoiseBatches(1, Samples, 3, side, seed).Epoch(0, cancellation)).ToArray();
        yield return new Batch([.. dates.SelectMany(d => d.Pixels.ToArray())], 2, (3, side, side), new int[Samples * side * side]);
    }
}
