using Skylite.Graphs;
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
                var results = Latency.Measure(
                    models,
                    new LatencyOptions { Threads = threads, Batch = batch, TimeBudget = options.TimeBudget, MinimumTurns = options.MinimumTurns },
                    cancellation);
                rows.AddRange(results.Select(r => new BenchmarkRow(
                    r.Name, r.Threads, r.Batch, r.Runs, r.Median, r.P10, r.P90, r.ImagesPerSecond, r.SpeedUpOver(results[0]))));
            }
        }

        return [.. rows.Distinct()];
    }

    /// <summary>Measures every kernel of every model, one model after the other, with the first number of threads and the first batch size.</summary>
    /// <param name="models">The models, as files.</param>
    /// <param name="options">What to measure; the time budget does not count.</param>
    /// <param name="progress">Told before each model.</param>
    /// <param name="cancellation">Stops between runs.</param>
    public static IReadOnlyList<LayerTimes> Layers(
        IReadOnlyList<ModelSource> models, BenchmarkOptions options, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var latency = new LatencyOptions { Threads = options.Threads[0], Batch = options.Batches[0], MinimumTurns = options.MinimumTurns };
        var times = new List<LayerTimes>();
        foreach (var model in models)
        {
            progress?.Report($"{model.Name}, {latency.Threads} threads, batch {latency.Batch}");
            times.Add(new LayerTimes(model.Name, latency.Threads, latency.Batch, LayerProfile.Measure(model, latency, GraphOf(model), cancellation)));
        }

        return times;
    }

    // What ONNX Runtime runs need not be a model that Skylite can read: its kernels keep the runtime's names.
    private static Graph? GraphOf(ModelSource model)
    {
        try
        {
            return model.Read();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            return null;
        }
    }
}
