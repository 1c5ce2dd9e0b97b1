using Skylite.Inference.Augmentation;

namespace Skylite.Workbench.Jobs;

/// <summary>How a model is run and its answers are decided when it is evaluated.</summary>
public sealed record EvaluationSettings
{
    /// <summary>Views of every sample whose probabilities are averaged; the figures say so.</summary>
    public TestTimeAugmentation Augmentation { get; init; } = TestTimeAugmentation.None;

    /// <summary>Of two classes, how probable the second must be at least to be taken, above 0 and below 1; <see langword="null"/> takes the most probable class.</summary>
    public double? Threshold { get; init; }

    /// <summary>Share of a tile that its neighbour covers too, 0 to 0.9: probabilities are blended as in maps of scenes. 0 lays tiles side by side. For pixels.</summary>
    public double Overlap { get; init; }

    /// <summary>Threads of ONNX Runtime; <see langword="null"/> for one per core.</summary>
    public int? Threads { get; init; }
}
