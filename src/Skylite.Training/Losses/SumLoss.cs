using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>The sum of several losses.</summary>
/// <param name="Parts">The losses.</param>
public sealed record SumLoss(IReadOnlyList<ILoss> Parts) : ILoss
{
    /// <inheritdoc/>
    public string Id => string.Join('+', Parts.Select(p => p.Id));

    /// <inheritdoc/>
    public IReadOnlyList<string> Reads(Graph graph) => [.. Parts.SelectMany(p => p.Reads(graph))];

    /// <inheritdoc/>
    public TorchTensor Compute(LossInputs inputs)
    {
        // Every loss of the list reads the logits alone.
        var each = inputs.Values.Count / Parts.Count;
        return Parts.Index()
            .Select(p => p.Item.Compute(inputs with { Values = [.. inputs.Values.Skip(p.Index * each).Take(each)] }))
            .Aggregate((sum, loss) => Aten.Add(sum, loss));
    }
}
