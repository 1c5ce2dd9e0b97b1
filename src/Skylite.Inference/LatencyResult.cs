namespace Skylite.Inference;

/// <summary>How long one model takes.</summary>
/// <param name="Name">The model.</param>
/// <param name="Threads">Threads inside an operator.</param>
/// <param name="Batch">Samples per run.</param>
/// <param name="Runs">Measured runs.</param>
/// <param name="Median">Milliseconds of the median run.</param>
/// <param name="P10">Milliseconds that a tenth of the runs stay below.</param>
/// <param name="P90">Milliseconds that nine tenths of the runs stay below.</param>
public sealed record LatencyResult(string Name, int Threads, int Batch, int Runs, double Median, double P10, double P90)
{
    /// <summary>Samples per second at the median.</summary>
    public double ImagesPerSecond => Batch * 1000 / Median;

    /// <summary>How many times faster this model is than another: the other's median per sample ÷ this one's.</summary>
    /// <param name="other">The model compared with, from the same measurement.</param>
    public double SpeedUpOver(LatencyResult other) => other.Median / other.Batch / (Median / Batch);
}
