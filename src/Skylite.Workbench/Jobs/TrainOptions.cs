using Skylite.Workbench.Models;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="TrainJob"/> is asked to do.</summary>
public sealed record TrainOptions
{
    /// <summary>Id of a network of the zoo, or an ONNX file to fine-tune; it decides the task.</summary>
    public required string Model { get; init; }

    /// <summary>Weights to begin with: .pth, .safetensors or .onnx.</summary>
    public string? Weights { get; init; }

    /// <summary>Multiple of the network's channels, for networks of the zoo.</summary>
    public double WidthMultiplier { get; init; } = 1;

    /// <summary>Id of a building block behind every level of the encoder, for networks of the zoo that take one; <see langword="null"/> for none.</summary>
    public string? Block { get; init; }

    /// <summary>Levels of a nested network of the zoo that are built, 1 to 4; <see langword="null"/> for all.</summary>
    public int? Depth { get; init; }

    /// <summary>How a network from a file is made ready for the images.</summary>
    public ImportOptions Import { get; init; } = new();

    /// <summary>The images.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>How to train.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>A network to learn from besides the labels; <see langword="null"/> for none.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>Where the run goes, with what seed, on how many threads.</summary>
    public required RunOptions Run { get; init; }
}
