using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Runs;

/// <summary>What every job that leaves a run behind is told: where, with what seed, on how many threads.</summary>
public sealed record RunOptions
{
    /// <summary>The run's folder.</summary>
    public required string Out { get; init; }

    /// <summary>Seed of everything that is left to chance: initialisation, order, augmentation, dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that compute; <see langword="null"/> for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>How ONNX Runtime runs models: on as many threads.</summary>
    public SessionOptions Session => SessionOptions.OnThreads(Threads);

    /// <summary>How models are measured: on as many threads.</summary>
    public EvaluationSettings Evaluation => new() { Threads = Threads };

    /// <summary>Whether to go on where an interrupted run in the folder stopped.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether to replace a finished run in the folder.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The command as the user gave it, for the record.</summary>
    public string Command { get; init; } = string.Empty;
}
