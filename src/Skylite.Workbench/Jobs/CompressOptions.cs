using Skylite.Imagery.Splits;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="CompressJob"/> is asked to do.</summary>
public sealed record CompressOptions
{
    /// <summary>The ONNX file to compress, written by Skylite.</summary>
    public required string Model { get; init; }

    /// <summary>Makes the images from the split that the model was trained with.</summary>
    public required Func<SplitOptions?, SceneDataOptions> Data { get; init; }

    /// <summary>The steps.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>A network to learn from in fine-tuning; <see langword="null"/> for labels alone.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>How fine-tuning is done.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>Seed of everything that is left to chance.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that compute; <see langword="null"/> for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>The run's folder.</summary>
    public required string Out { get; init; }

    /// <summary>Whether steps that an interrupted run finished are taken over.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether to replace a finished run in the folder.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Time for each combination of threads and batch in the final measurement.</summary>
    public TimeSpan BenchmarkTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The command as the user gave it, for the record.</summary>
    public string Command { get; init; } = string.Empty;
}
