using Skylite.Imagery.Splits;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="CompressJob"/> is asked to do.</summary>
public sealed record CompressOptions
{
    /// <summary>The ONNX file to compress: written by Skylite, or any network for scenes or pixels, which is then fitted to the images first.</summary>
    public required string Model { get; init; }

    /// <summary>Makes the images from the split that the model was trained with.</summary>
    public required Func<SplitOptions?, DataOptions> Data { get; init; }

    /// <summary>How a model that was not written by Skylite is made ready for the images.</summary>
    public ImportOptions Import { get; init; } = new();

    /// <summary>The steps.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>A network to learn from in fine-tuning; <see langword="null"/> for labels alone.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>How fine-tuning is done.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>Names of the settings that the user gave and that nothing but a training follows: refused where no step trains.</summary>
    public IReadOnlyList<string> GivenToTrain { get; init; } = [];

    /// <summary>Where the run goes, with what seed, on how many threads.</summary>
    public required RunOptions Run { get; init; }

    /// <summary>Time for each combination of threads and batch in the final measurement.</summary>
    public TimeSpan BenchmarkTime { get; init; } = TimeSpan.FromSeconds(3);
}
