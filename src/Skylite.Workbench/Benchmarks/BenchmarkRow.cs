namespace Skylite.Workbench.Benchmarks;

/// <summary>The time of one model with one number of threads and one batch size in ONNX Runtime.</summary>
/// <param name="Model">The model's file name.</param>
/// <param name="Threads">Threads within an operator.</param>
/// <param name="Batch">Images in one run.</param>
/// <param name="Runs">Runs that were timed.</param>
/// <param name="Median">Median time of one run in milliseconds.</param>
/// <param name="P10">Tenth percentile in milliseconds.</param>
/// <param name="P90">Ninetieth percentile in milliseconds.</param>
/// <param name="ImagesPerSecond">Batch ÷ median.</param>
/// <param name="SpeedUp">Time for one image of the first model ÷ time of this one, in the same interleaved run.</param>
public sealed record BenchmarkRow(
    string Model, int Threads, int Batch, int Runs, double Median, double P10, double P90, double ImagesPerSecond, double SpeedUp);
