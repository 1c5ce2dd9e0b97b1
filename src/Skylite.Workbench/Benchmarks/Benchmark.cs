using Skylite.Inference;

namespace Skylite.Workbench.Benchmarks;

/// <summary>Measures models in ONNX Runtime, interleaved in one run, so that their ratios hold on a busy machine too.</summary>
public static class Benchmark
{
    /// <summary>Measures every model with every number of threads and batch size.</summary>
    /// <param name="models">The models; speed-ups are against the first.</param>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Told before each combination.</param>
    /// <param name="cancellation">Stops between runs.</param>
    public static IReadOnlyList<BenchmarkRow> Run(
        IReadOnlyList<ModelSource> models, BenchmarkOptions options, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var threads in options.Threads)
        {
            foreach (var batch in options.Batches)
            {
                progress?.Report($"{threads} threads, batch {batch}");
                var results = Latency.Measure(models, new LatencyOptions { Threads = threads, Batch = batch, TimeBudget = options.TimeBudget, MinimumTurns = options.MinimumTurns }, cancellation);
                rows.AddRange(results.Select(r => new BenchmarkRow(
                    r.Name, r.Threads, r.Batch, r.Runs, r.Median, r.P10, r.P90, r.ImagesPerSecond, r.SpeedUpOver(results[0]))));
            }
        }

        return [.. rows.Distinct()];
    }
}
