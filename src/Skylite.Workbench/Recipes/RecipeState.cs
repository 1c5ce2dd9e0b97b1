using Skylite.Graphs;
using Skylite.Imagery.Loading;
using Skylite.Imagery.Splits;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Recipes;

/// <summary>A compression under way: what the steps of a recipe read and change. No step sees the test samples.</summary>
public sealed class RecipeState
{
    private const int CalibrationBatch = 8;

    /// <summary>The model so far.</summary>
    public required Graph Model { get; set; }

    /// <summary>The labelled data.</summary>
    public required ITaskData Data { get; init; }

    /// <summary>The network that fine-tuning learns from besides the labels; <see langword="null"/> for none.</summary>
    public DistillationSettings? Distillation { get; init; }

    /// <summary>How fine-tuning is done unless a step says otherwise.</summary>
    public required TrainingSettings Training { get; init; }

    /// <summary>Seed of everything that is left to chance.</summary>
    public required int Seed { get; init; }

    /// <summary>How ONNX Runtime runs models for a step.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>Folder of the step under way, for its checkpoints.</summary>
    public required string StepFolder { get; set; }

    /// <summary>Whether a step may go on from checkpoints in its folder.</summary>
    public bool Resume { get; init; }

    /// <summary>Told what is being done.</summary>
    public IProgress<JobMessage>? Progress { get; init; }

    /// <summary>Interrupts the work.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The proof of the step under way, if it has one.</summary>
    public CertificateFigures? Certificate { get; set; }

    /// <summary>Names of the layers that the step under way left in float while it quantised the others.</summary>
    public IReadOnlyList<string> KeptFloat { get; set; } = [];

    /// <summary>Whether the step under way trained.</summary>
    public bool IsTrained { get; set; }

    /// <summary>Whether the step under way left a training's logs in its folder.</summary>
    public bool HasTraining { get; set; }

    /// <summary>Training samples in a seeded order without augmentation, in small batches: for calibration and statistics.</summary>
    public IBatchSource PlainTrainingBatches(int batchSize = CalibrationBatch) => Data.Batches(SplitPart.Train, batchSize, Seed);

    /// <summary>What gradients are taken over: scenes as they are; of pixels, crops as training draws them, so that rare classes are seen.</summary>
    public IBatchSource EvidenceBatches() =>
        Data.Facts.Task == ModelTask.SceneClassification ? PlainTrainingBatches(Training.BatchSize) : Data.TrainingBatches(Training, Seed);
}
