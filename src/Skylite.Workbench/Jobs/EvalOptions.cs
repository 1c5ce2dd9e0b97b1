using Skylite.Imagery.Splits;
using Skylite.Inference.Augmentation;
using Skylite.Workbench.Scenes;

namespace Skylite.Workbench.Jobs;

/// <summary>What an <see cref="EvalJob"/> measures.</summary>
/// <param name="Model">An ONNX file written by Skylite.</param>
/// <param name="Images">Makes what the user said about the images of the split that the model says it was trained with.</param>
public sealed record EvalOptions(string Model, Func<SplitOptions?, SceneDataOptions> Images)
{
    /// <summary>Which part of the images.</summary>
    public SplitPart Part { get; init; } = SplitPart.Test;

    /// <summary>Views of every sample whose probabilities are averaged.</summary>
    public TestTimeAugmentation Augmentation { get; init; } = TestTimeAugmentation.None;

    /// <summary>Threads of ONNX Runtime; <see langword="null"/> for one per core.</summary>
    public int? Threads { get; init; }
}
