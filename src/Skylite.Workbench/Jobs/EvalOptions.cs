using Skylite.Imagery.Splits;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>What an <see cref="EvalJob"/> measures.</summary>
/// <param name="Model">An ONNX file written by Skylite.</param>
/// <param name="Images">Makes what the user said about the images of the split that the model says it was trained with.</param>
public sealed record EvalOptions(string Model, Func<SplitOptions?, DataOptions> Images)
{
    /// <summary>Which part of the images; <see langword="null"/> for all of them, as suits a model that none of them trained.</summary>
    public SplitPart? Part { get; init; } = SplitPart.Test;

    /// <summary>How the model is run and its answers are decided.</summary>
    public EvaluationSettings Settings { get; init; } = new();
}
