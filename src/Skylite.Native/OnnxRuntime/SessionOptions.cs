namespace Skylite.Native.OnnxRuntime;

/// <summary>How an <see cref="InferenceSession"/> is set up.</summary>
public sealed record SessionOptions
{
    /// <summary>Threads inside one operator; 0 takes one per physical core.</summary>
    public int IntraOpNumThreads { get; init; }

    /// <summary>Threads between operators, used with <see cref="ExecutionMode.Parallel"/>; 0 takes one per physical core.</summary>
    public int InterOpNumThreads { get; init; }

    /// <summary>Whether independent nodes run side by side.</summary>
    public ExecutionMode ExecutionMode { get; init; }

    /// <summary>How far the graph is rewritten before it runs.</summary>
    public GraphOptimizationLevel GraphOptimizationLevel { get; init; } = GraphOptimizationLevel.All;

    /// <summary>Where to write the optimised graph as ONNX; null writes none.</summary>
    public string? OptimizedModelFilePath { get; init; }

    /// <summary>Start of the path of the profile; the runtime appends time and <c>.json</c>. Null measures nothing.</summary>
    public string? ProfileOutputPathPrefix { get; init; }

    /// <summary>Plan buffers ahead when shapes repeat.</summary>
    public bool EnableMemoryPattern { get; init; } = true;

    /// <summary>Keep freed buffers for the next run; faster, but memory once taken stays taken.</summary>
    public bool EnableCpuMemArena { get; init; } = true;

    /// <summary>Whether idle threads spin while they wait: lowest latency, but a core is burnt. Turn off on small devices and beside other work.</summary>
    public bool AllowSpinning { get; init; } = true;

    /// <summary>What is written to standard error.</summary>
    public OrtLoggingLevel LogSeverityLevel { get; init; } = OrtLoggingLevel.Error;

    /// <summary>Name of the session in the log.</summary>
    public string? LogId { get; init; }

    /// <summary>Fixed extents for symbolic dimensions, by name ("N" → 1).</summary>
    public IReadOnlyDictionary<string, long> FreeDimensionOverrides { get; init; } = new Dictionary<string, long>();

    /// <summary>Further settings by the runtime's own keys, such as <c>session.set_denormal_as_zero</c>.</summary>
    public IReadOnlyDictionary<string, string> ConfigEntries { get; init; } = new Dictionary<string, string>();

    /// <summary>The defaults on a number of threads, which then do not spin: whoever states one wants the other cores for something else.</summary>
    /// <param name="threads">Threads inside one operator; <see langword="null"/> takes one per physical core.</param>
    public static SessionOptions OnThreads(int? threads) =>
        threads is { } count ? new SessionOptions { IntraOpNumThreads = count, AllowSpinning = false } : new SessionOptions();
}
