using Skylite.Inference;
using Skylite.Zoo;

namespace Skylite.Workbench.Benchmarks;

/// <summary>What <see cref="Benchmark"/> measures, and for how long.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>Numbers of threads to measure with, each 1 or more.</summary>
    public IReadOnlyList<int> Threads { get; init; } = [1, 2];

    /// <summary>Batch sizes to measure with, each 1 or more; a model of a fixed batch is measured with that one only.</summary>
    public IReadOnlyList<int> Batches { get; init; } = [1, 8];

    /// <summary>Time for each combination of threads and batch, all models together.</summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Turns that each model gets at least, even beyond the time budget.</summary>
    public int MinimumTurns { get; init; } = new LatencyOptions().MinimumTurns;

    /// <summary>
    /// What is usual for a task: networks for pixels take seconds where those for scenes take milliseconds, and gain nothing from larger batches.
    /// </summary>
    public static BenchmarkOptions For(ModelTask task) => task == ModelTask.SceneClassification ? new() : new() { Batches = [1], MinimumTurns = 3 };
}
