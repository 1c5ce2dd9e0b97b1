namespace Skylite.Graphs.Passes;

/// <summary>
/// Keeps one of several initializers of two or more axes with the same type, dimensions and contents: the
/// weights of a Siamese tower after batch normalisation was folded into each of its passes.
/// </summary>
public sealed class ShareWeights : IPass
{
    /// <inheritdoc/>
    public string Id => "share-weights";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var shared = 0;
        var named = graph.Nodes.SelectMany(n => n.CapturedNames()).ToHashSet(StringComparer.Ordinal);
        foreach (var alike in graph.Initializers.Where(IsFree)
            .GroupBy(v => (v.Constant!.Type, v.Constant.Shape.ToString(), Digest(v.Constant)))
            .Where(g => g.Skip(1).Any()).ToArray())
        {
            var kept = new List<Value>();
            foreach (var value in alike)
            {
                if (kept.Find(k => k.Constant!.Bytes.Span.SequenceEqual(value.Constant!.Bytes.Span)) is not { } first)
                {
                    kept.Add(value);
                    continue;
                }

                foreach (var use in value.Uses.ToArray())
                {
                    use.Node.SetInput(use.Index, first);
                }

                graph.RemoveValue(value);
                shared++;
            }
        }

        return shared;

        bool IsFree(Value value) => value.Constant is { Rank: >= 2 } && !graph.IsOutput(value) && !graph.Inputs.Contains(value) && !named.Contains(value.Name);
    }

    private static int Digest(Tensor tensor)
    {
        var hash = default(HashCode);
        hash.AddBytes(tensor.Bytes.Span);
        return hash.ToHashCode();
    }
}
