using Skylite.Graphs;
using Skylite.Inference;
using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Budgets;

/// <summary>What a budget is held against, and how it is measured.</summary>
public sealed record BudgetSetting
{
    /// <summary>The model as it was given: shares are shares of this, and times are taken by turns with it.</summary>
    public required Graph Given { get; init; }

    /// <summary>Whole shapes of the inputs by name.</summary>
    public required IReadOnlyDictionary<string, Shape> Shapes { get; init; }

    /// <summary>File that keeps measured times, so that an interrupted search goes on; <see langword="null"/> keeps none.</summary>
    public string? Times { get; init; }

    /// <summary>Time for one measurement, both models together.</summary>
    public TimeSpan MeasurementTime { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How graphs are laid out for ONNX Runtime.</summary>
    public GraphModelOptions Models { get; init; } = new();

    /// <summary>Told what is being tried.</summary>
    public IProgress<JobMessage>? Progress { get; init; }

    /// <summary>Stops the search.</summary>
    public CancellationToken Cancellation { get; init; }
}
