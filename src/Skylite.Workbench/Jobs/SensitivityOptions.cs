using Skylite.Imagery.Splits;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="SensitivityJob"/> is asked to measure.</summary>
public sealed record SensitivityOptions
{
    /// <summary>An ONNX file of a network that classifies scenes or pixels.</summary>
    public required string Model { get; init; }

    /// <summary>Makes the images from the split that the model was trained with.</summary>
    public required Func<SplitOptions?, DataOptions> Data { get; init; }

    /// <summary>The folder of the results; groups that are measured there already are taken over.</summary>
    public required string Out { get; init; }

    /// <summary>Whether the results of another measurement in the folder may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Shares of each group to try, each above 0 and at most 1.</summary>
    public IReadOnlyList<double> Ratios { get; init; } = [0.25, 0.5, 0.75, 0.9];

    /// <summary>Id of the criterion by which channels go.</summary>
    public string Criterion { get; init; } = "taylor";

    /// <summary>Validation images to evaluate on, at most.</summary>
    public int Images { get; init; } = 256;

    /// <summary>Seed of the choice of images.</summary>
    public int Seed { get; init; }

    /// <summary>The command as the user gave it, for the record.</summary>
    public string Command { get; init; } = string.Empty;
}
