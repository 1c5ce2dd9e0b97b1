using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>How <see cref="Latency"/> measures.</summary>
public sealed record LatencyOptions
{
    /// <summary>Threads inside an operator.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Samples per run, where the model leaves the batch open.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Rows of the input where the model leaves them open and its metadata does not say.</summary>
    public int Height { get; init; } = 224;

    /// <summary>Columns of the input where the model leaves them open and its metadata does not say.</summary>
    public int Width { get; init; } = 224;

    /// <summary>Whole shapes of inputs by name; lengths count where the model leaves them open.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> InputShapes { get; init; } = new Dictionary<string, IReadOnlyList<long>>();

    /// <summary>Runs of each model before measuring.</summary>
    public int WarmUp { get; init; } = 5;

    /// <summary>Turns that each model gets at least, even beyond the time budget.</summary>
    public int MinimumTurns { get; init; } = 8;

    /// <summary>Turns that each model gets at most.</summary>
    public int MaximumTurns { get; init; } = 200;

    /// <summary>Measured runs in one turn; an unmeasured one goes before them, so that the other models' data has left the caches.</summary>
    public int RunsPerTurn { get; init; } = 3;

    /// <summary>Time for all models together.</summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Seed of the input's contents.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Further settings of the sessions; threads are taken from <see cref="Threads"/>.</summary>
    public SessionOptions Session { get; init; } = new();
}
