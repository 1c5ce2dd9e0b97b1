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
}
