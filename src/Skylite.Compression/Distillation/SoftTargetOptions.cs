using Skylite.Training;
using Skylite.Training.Losses;

namespace Skylite.Compression.Distillation;

/// <summary>Settings of a <see cref="SoftTargetLoss"/>.</summary>
public sealed record SoftTargetOptions
{
    /// <summary>How much the distributions are softened, above 0; 1 leaves them as they are.</summary>
    public double Temperature { get; init; } = 4;

    /// <summary>Weight of the teacher against the labels, 0 to 1.</summary>
    public double Alpha { get; init; } = 0.7;

    /// <summary>The loss on the labels.</summary>
    public ILoss Labels { get; init; } = new CrossEntropyLoss();

    /// <summary>How the teacher is computed.</summary>
    public InterpreterOptions Teacher { get; init; } = new();

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Temperature);
        ArgumentOutOfRangeException.ThrowIfNegative(Alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Alpha, 1);
    }
}
