using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>The sum of several losses.</summary>
/// <param name="Parts">The losses.</param>
public sealed record SumLoss(IReadOnlyList<ILoss> Parts) : ILoss, ILossMemory
{
    // How many values each part reads, known once the graph is.
    private int[]? _counts;

    /// <inheritdoc/>
    public string Id => string.Join('+', Parts.Select(p => p.Id));

    /// <inheritdoc/>
    public string Summary => string.Join("; ", Parts.Select(p => p.Summary));

    /// <inheritdoc/>
    public IReadOnlyList<string> Reads(Graph graph)
    {
        var reads = Parts.Select(p => p.Reads(graph)).ToArray();
        _counts = [.. reads.Select(r => r.Count)];
        return [.. reads.SelectMany(r => r)];
    }

    /// <inheritdoc/>
    public TorchTensor Compute(LossInputs inputs)
    {
        var counts = _counts ?? [.. Parts.Select(_ => inputs.Values.Count / Parts.Count)];
        var start = 0;
        TorchTensor? sum = null;
        foreach (var (part, count) in Parts.Zip(counts))
        {
            var loss = part.Compute(inputs with { Values = [.. inputs.Values.Skip(start).Take(count)] });
            sum = sum is null ? loss : Aten.Add(sum, loss);
            start += count;
        }

        return sum!;
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
