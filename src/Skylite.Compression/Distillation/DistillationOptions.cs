using Skylite.Training;
using Skylite.Training.Losses;

namespace Skylite.Compression.Distillation;

/// <summary>Settings of a <see cref="DistillationLoss"/>.</summary>
public sealed record DistillationOptions
{
    /// <summary>How the student is held against the teacher; the losses add up.</summary>
    public IReadOnlyList<IDistillation> Kinds { get; init; } = [new SoftTarget()];

    /// <summary>How much distributions are softened, above 0; 1 leaves them as they are.</summary>
    public double Temperature { get; init; } = 4;

    /// <summary>Weight of the teacher against the labels, 0 to 1.</summary>
    public double Alpha { get; init; } = 0.7;

    /// <summary>The loss on the labels.</summary>
    public ILoss Labels { get; init; } = new CrossEntropyLoss();

    /// <summary>What the teacher's input is of the student's; <see langword="null"/> where both are the same.</summary>
    public InputConversion? Input { get; init; }

    /// <summary>How the teacher is computed.</summary>
    public InterpreterOptions Teacher { get; init; } = new();

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Temperature);
        ArgumentOutOfRangeException.ThrowIfNegative(Alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Alpha, 1);
        ArgumentOutOfRangeException.ThrowIfZero(Kinds.Count);
    }
}
