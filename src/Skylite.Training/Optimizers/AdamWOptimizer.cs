using Skylite.Native.Torch;

namespace Skylite.Training.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2).</summary>
public sealed record AdamWOptimizer : IOptimizer
{
    /// <inheritdoc/>
    public string Id => "adamw";

    /// <summary>Share of the mean gradient that a step keeps.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the mean squared gradient that a step keeps.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Keeps the division finite.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public IReadOnlyList<string> Memories => ["mean", "square"];

    /// <inheritdoc/>
    public void Step(OptimizerUpdate update)
    {
        var mean = update.Memories[0];
        var square = update.Memories[1];
        if (update.WeightDecay != 0)
        {
            Aten.ForeachMulInPlace(update.Parameters, 1 - (update.LearningRate * update.WeightDecay));
        }

        Aten.ForeachMulInPlace(mean, Beta1);
        Aten.ForeachAddInPlace(mean, update.Gradients, 1 - Beta1);
        Aten.ForeachMulInPlace(square, Beta2);
        Aten.ForeachAddcmulInPlace(square, update.Gradients, update.Gradients, 1 - Beta2);
        var deviation = Aten.ForeachSqrt(square);
        Aten.ForeachDivInPlace(deviation, Math.Sqrt(1 - Math.Pow(Beta2, update.Step)));
        Aten.ForeachAddInPlace(deviation, Epsilon);
        Aten.ForeachAddcdivInPlace(update.Parameters, mean, deviation, -update.LearningRate / (1 - Math.Pow(Beta1, update.Step)));
    }
}
