using Skylite.Workbench.Jobs;
using Skylite.Workbench.Runs;

namespace Skylite.Workbench.Dense;

/// <summary>What <see cref="DenseTrainJob"/> is asked to do.</summary>
public sealed record DenseTrainOptions
{
    /// <summary>Id of a network of the zoo for pixels, or an ONNX file that Skylite wrote, to train on.</summary>
    public required string Model { get; init; }

    /// <summary>Weights to begin with: .pth, .safetensors or .onnx.</summary>
    public string? Weights { get; init; }

    /// <summary>Multiple of the network's channels, for networks of the zoo.</summary>
    public double WidthMultiplier { get; init; } = 1;

    /// <summary>The imagery.</summary>
    public required DenseDataOptions Data { get; init; }

    /// <summary>How to train.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>Id of the loss, or of several joined by <c>+</c>.</summary>
    public string Loss { get; init; } = "cross-entropy";

    /// <summary>Crops of an epoch; <see langword="null"/> takes as many as cover the training area once.</summary>
    public int? CropsPerEpoch { get; init; }

    /// <summary>Share of the crops that are laid around a pixel of a class drawn evenly among all classes.</summary>
    public float BalancedShare { get; init; } = 0.5f;

    /// <summary>A network to learn from besides the labels; <see langword="null"/> for none.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>Where, with what seed, on how many threads.</summary>
    public required RunOptions Run { get; init; }
}
