using Skylite.Native.Torch;

namespace Skylite.Training.Optimizers;

/// <summary>Stochastic gradient descent with momentum (Sutskever et al., 2013, eqs. 1–4, in PyTorch's form: the rate multiplies the velocity).</summary>
public sealed record SgdOptimizer : IOptimizer
{
    /// <inheritdoc/>
    public string Id => Nesterov ? "sgd-nesterov" : "sgd";

    /// <inheritdoc/>
    string IOptimizer.Summary => Nesterov ? "stochastic gradient descent, its momentum looked up one step ahead" : "stochastic gradient descent with momentum";

    /// <summary>Share of the velocity that a step keeps, 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether the gradient is looked up one step ahead.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<string> IOptimizer.Memories => Momentum > 0 ? ["momentum"] : [];

    /// <inheritdoc/>
    public void Step(OptimizerUpdate update)
    {
        if (Momentum > 0)
        {
            OptimizerSteps.Sgd(update.Parameters, update.Gradients, update.Memories[0], update.LearningRate, update.WeightDecay, Momentum, Nesterov);
            return;
        }

        if (update.WeightDecay != 0)
        {
            Aten.ForeachAddInPlace(update.Gradients, update.Parameters, update.WeightDecay);
        }

        Aten.ForeachAddInPlace(update.Parameters, update.Gradients, -update.LearningRate);
    }
}
