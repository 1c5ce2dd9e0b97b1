namespace Skylite.Imagery.Loading;

/// <summary>The threads that make batches, and how far they run ahead.</summary>
public sealed record BatchThreads
{
    /// <summary>Number of threads; results do not depend on it.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Number of batches made ahead.</summary>
    public int Prefetch { get; init; } = 4;

    /// <summary>As many threads as are asked for, all of them busy; the usual number where none is.</summary>
    /// <param name="workers">Number of threads, or <see langword="null"/>.</param>
    public static BatchThreads Of(int? workers)
    {
        var usual = new BatchThreads();
        return workers is { } count ? new BatchThreads { Workers = count, Prefetch = Math.Max(usual.Prefetch, count + 1) } : usual;
    }
}
