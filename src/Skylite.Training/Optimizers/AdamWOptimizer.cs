using Skylite.Native.Torch;

namespace Skylite.Training.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2).</summary>
public sealed record AdamWOptimizer : IOptimizer
{
    /// <inheritdoc/>
    public string Id => "adamw";

    /// <inheritdoc/>
    string IOptimizer.Summary => "Adam with decoupled weight decay";

    /// <summary>Share of the mean gradient that a step keeps.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the mean squared gradient that a step keeps.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Keeps the division finite.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    IReadOnlyList<string> IOptimizer.Memories => ["mean", "square"];

    /// <inheritdoc/>
    public void Step(OptimizerUpdate update) => OptimizerSteps.AdamW(
        update.Parameters, update.Gradients, (update.Memories[0], update.Memories[1]), update.LearningRate, update.WeightDecay, (Beta1, Beta2), Epsilon,
        update.Step);
}
