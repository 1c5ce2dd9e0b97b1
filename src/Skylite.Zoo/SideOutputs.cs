using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Zoo;

/// <summary>Cuts a network with side outputs to any of its depths.</summary>
/// <remarks>Zhou et al. 2018, <i>UNet++</i>, section 3: the model is pruned at inference by keeping one of its outputs.</remarks>
public static class SideOutputs
{
    /// <summary>A copy of a network that has one of its outputs only, and what that needs.</summary>
    /// <param name="graph">The network; it stays as it is.</param>
    /// <param name="index">0 for the answer itself, from 1 for its side outputs, coarsest first.</param>
    /// <returns>The smaller network; its output bears the name of the answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static Graph Keep(Graph graph, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, graph.Outputs.Count);
        var copy = graph.Clone();
        var answer = copy.Outputs[0].Name;
        foreach (var (i, output) in copy.Outputs.ToArray().Index())
        {
            if (i != index)
            {
                copy.RemoveOutput(output);
            }
        }

        new RemoveDeadNodes().Apply(copy);
        if (copy.TryGetValue(answer, out var former) && former != copy.Outputs[0])
        {
            copy.Rename(former, $"{answer}.former");
        }

        copy.Rename(copy.Outputs[0], answer);
        return copy;
    }
}
