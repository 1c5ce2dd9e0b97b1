using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>A loss times a factor, for sums in which parts count differently.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Factor">Above 0.</param>
public sealed record ScaledLoss(ILoss Loss, double Factor) : ILoss, ILossMemory
{
    /// <inheritdoc/>
    public string Id => Invariant($"{Factor}*{Loss.Id}");

    /// <inheritdoc/>
    public string Summary => Loss.Summary;

    /// <inheritdoc/>
    public bool NeedsPixels => Loss.NeedsPixels;

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph)
    {
        var loss = Loss.Bind(graph);
        return loss with { Compute = inputs => Aten.Mul(loss.Compute(inputs), Factor) };
    }

    /// <inheritdoc/>
    public void Save(IDictionary<string, Tensor> tensors) => (Loss as ILossMemory)?.Save(tensors);

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors) => (Loss as ILossMemory)?.Load(tensors);
}
