using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="TrainJob"/> is asked to do.</summary>
public sealed record TrainOptions
{
    /// <summary>Id of a network of the zoo, or an ONNX file to fine-tune.</summary>
    public required string Model { get; init; }

    /// <summary>Weights to begin with: .pth, .safetensors or .onnx.</summary>
    public string? Weights { get; init; }

    /// <summary>Multiple of the network's channels, for networks of the zoo.</summary>
    public double WidthMultiplier { get; init; } = 1;

    /// <summary>The images.</summary>
    public required SceneDataOptions Data { get; init; }

    /// <summary>How to train.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>A network to learn from besides the labels; <see langword="null"/> for none.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>Seed of initialisation, order, augmentation and dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that compute; <see langword="null"/> for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>The run's folder.</summary>
    public required string Out { get; init; }

    /// <summary>Whether to go on from the last checkpoint in the folder.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether to replace a finished run in the folder.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The command as the user gave it, for the record.</summary>
    public string Command { get; init; } = string.Empty;
}
