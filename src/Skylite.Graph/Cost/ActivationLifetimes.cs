namespace Skylite.Graphs.Cost;

/// <summary>When activations come into being and when they are last used, in the order of the nodes.</summary>
internal static class ActivationLifetimes
{
    /// <summary>The most bytes that are alive at one node, counting graph inputs and outputs but not initializers.</summary>
    public static long Peak(Graph graph)
    {
        var owner = Owners(graph);
        var lastUse = new Dictionary<Value, int>();
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var captured = graph.Nodes[i].CapturedNames().Select(name => graph.Values.GetValueOrDefault(name));
            foreach (var used in graph.Nodes[i].Inputs.Concat(captured).Concat(graph.Nodes[i].Outputs).OfType<Value>())
            {
                lastUse[owner.GetValueOrDefault(used, used)] = i;
            }
        }

        foreach (var output in graph.Outputs)
        {
            lastUse[owner.GetValueOrDefault(output, output)] = graph.Nodes.Count;
        }

        var ending = lastUse.ToLookup(u => u.Value, u => u.Key);
        var alive = graph.Inputs.Sum(ValueSize.Bytes);
        var peak = alive;
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            alive += graph.Nodes[i].Outputs.Where(o => o is not null && !owner.ContainsKey(o)).Sum(ValueSize.Bytes);
            peak = Math.Max(peak, alive);
            alive -= ending[i].Where(v => v.Constant is null).Sum(ValueSize.Bytes);
        }

        return peak;
    }

    /// <summary>For every value that is only another view of bytes, the value that holds them.</summary>
    private static Dictionary<Value, Value> Owners(Graph graph)
    {
        var owner = new Dictionary<Value, Value>();
        foreach (var node in graph.Nodes.Where(n => ValueSize.IsView(n) && n.HasInput(0)))
        {
            var source = node.Input(0);
            owner[node.Output(0)] = owner.GetValueOrDefault(source, source);
        }

        return owner;
    }
}
