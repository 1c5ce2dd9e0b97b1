namespace Skylite.Workbench.Reports;

/// <summary>How long a model takes in ONNX Runtime.</summary>
/// <param name="Threads">Threads inside an operator.</param>
/// <param name="Batch">Images per run.</param>
/// <param name="Milliseconds">Median time of a run.</param>
public sealed record LatencyRow(int Threads, int Batch, double Milliseconds)
{
    /// <summary>Images per second at the median.</summary>
    public double ImagesPerSecond => Batch * 1000 / Milliseconds;
}
