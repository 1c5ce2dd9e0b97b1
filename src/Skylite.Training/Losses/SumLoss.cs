using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>The sum of several losses.</summary>
/// <param name="Parts">The losses.</param>
public sealed record SumLoss(IReadOnlyList<ILoss> Parts) : ILoss, ILossMemory
{
    /// <inheritdoc/>
    public string Id => string.Join('+', Parts.Select(p => p.Id));

    /// <inheritdoc/>
    public string Summary => string.Join("; ", Parts.Select(p => p.Summary));

    /// <inheritdoc/>
    public bool NeedsPixels => Parts.Any(p => p.NeedsPixels);

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph)
    {
        BoundLoss[] parts = [.. Parts.Select(p => p.Bind(graph))];
        return new BoundLoss([.. parts.SelectMany(p => p.Reads)], inputs =>
        {
            var start = 0;
            TorchTensor? sum = null;
            foreach (var part in parts)
            {
                var loss = part.Compute(inputs with { Values = [.. inputs.Values.Skip(start).Take(part.Reads.Count)] });
                sum = sum is null ? loss : Aten.Add(sum, loss);
                start += part.Reads.Count;
            }

            return sum!;
        });
    }

    /// <inheritdoc/>
    public void Save(IDictionary<string, Tensor> tensors)
    {
        foreach (var part in Parts.OfType<ILossMemory>())
        {
            part.Save(tensors);
        }
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var part in Parts.OfType<ILossMemory>())
        {
            part.Load(tensors);
        }
    }
}
