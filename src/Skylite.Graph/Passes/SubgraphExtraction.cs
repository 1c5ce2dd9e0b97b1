namespace Skylite.Graphs.Passes;

/// <summary>Cuts a part out of a network.</summary>
public static class SubgraphExtraction
{
    /// <summary>The part of a graph between some values, as a graph of its own. Tensors are shared with the original.</summary>
    /// <param name="graph">The whole network; its shapes should be inferred, so that the part's inputs have them.</param>
    /// <param name="inputs">Names of the values that the part is fed.</param>
    /// <param name="outputs">Names of the values that the part returns.</param>
    /// <exception cref="ArgumentException">A value does not exist, or an output depends on something that is not among the inputs; the message names it.</exception>
    public static Graph Extract(this Graph graph, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        foreach (var missing in inputs.Concat(outputs).Where(name => !graph.Values.ContainsKey(name)))
        {
            throw new ArgumentException($"Graph '{graph.Name}' has no value named '{missing}'.");
        }

        var part = graph.Clone();
        foreach (var output in part.Outputs.ToArray())
        {
            part.RemoveOutput(output);
        }

        var wanted = outputs.Select(name => part.Values[name]).ToArray();
        foreach (var name in inputs)
        {
            Feed(part, part.Values[name], wanted);
        }

        foreach (var output in wanted.Distinct())
        {
            part.AddOutput(part.Values[output.Name]);
        }

        new RemoveDeadNodes().Apply(part);
        foreach (var input in part.Inputs.Where(i => !inputs.Contains(i.Name, StringComparer.Ordinal)).ToArray())
        {
            if (input.Uses.Count > 0 || part.IsOutput(input))
            {
                throw new ArgumentException($"The part of graph '{graph.Name}' also depends on the input '{input.Name}', which is not among the given inputs.");
            }

            part.RemoveInput(input);
        }

        return part;
    }

    /// <summary>Makes a value an input: its consumers then take what is fed, and not what its producer computes.</summary>
    private static void Feed(Graph part, Value value, Value[] wanted)
    {
        if (value.IsInput)
        {
            return;
        }

        var (name, type, shape) = (value.Name, value.Type, value.Shape);
        part.Rename(value, part.FreshName($"{name}.computed"));
        var fed = part.AddInput(name, type, shape);
        part.ReplaceUses(value, fed);
        if (Array.IndexOf(wanted, value) is var index and >= 0)
        {
            wanted[index] = fed;
        }
    }
}
