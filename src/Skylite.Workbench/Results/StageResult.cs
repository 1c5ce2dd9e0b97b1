namespace Skylite.Workbench.Results;

/// <summary>One model on the way from the parent to the result.</summary>
public sealed record StageResult
{
    /// <summary>Short name, such as <c>float</c>, <c>pruned</c>, <c>int8</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What was done to get here, as a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The model's file, relative to the run's folder or absolute.</summary>
    public required string File { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>What the model costs.</summary>
    public required CostFigures Cost { get; init; }

    /// <summary>Figures on the validation images, by which models are chosen.</summary>
    public ClassificationFigures? Validation { get; init; }

    /// <summary>Figures on the test images, which nothing else is done with.</summary>
    public ClassificationFigures? Test { get; init; }

    /// <summary>Folder of the training that belongs to the stage, relative to the run's folder.</summary>
    public string? Training { get; init; }

    /// <summary>Whether the step trained, by itself or between the rounds of a pruning, and an epoch was chosen.</summary>
    public bool IsTrained { get => field || Training is not null; init; }

    /// <summary>The proof that belongs to the stage.</summary>
    public CertificateFigures? Certificate { get; init; }

    /// <summary>Names of the layers that compute in float in a quantised model; <see langword="null"/> where nothing was quantised.</summary>
    public IReadOnlyList<string>? KeptFloat { get; init; }

    /// <summary>Seconds that the step took.</summary>
    public double Seconds { get; init; }
}
