using Skylite.Native.Torch;

namespace Skylite.Training.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015, algorithm 1), its weight decay a part of the gradient, as many published recipes mean it.</summary>
public sealed record AdamOptimizer : IOptimizer
{
    private static readonly IOptimizer Undecayed = new AdamWOptimizer();

    /// <inheritdoc/>
    public string Id => "adam";

    /// <inheritdoc/>
    string IOptimizer.Summary => "Adam, its weight decay a part of the gradient";

    /// <inheritdoc/>
    IReadOnlyList<string> IOptimizer.Memories => Undecayed.Memories;

    /// <inheritdoc/>
    public void Step(OptimizerUpdate update)
    {
        if (update.WeightDecay != 0)
        {
            Aten.ForeachAddInPlace(update.Gradients, update.Parameters, update.WeightDecay);
        }

        Undecayed.Step(update with { WeightDecay = 0 });
    }
}
