using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Passes;

/// <summary>
/// Writes the target of a Reshape as a constant where the network computes it from lengths of its input that are known but for one, or stay where they are:
/// what <c>flatten(2)</c> of a model with an open batch is exported as. The Shape node behind it would hand on numbers of channels, which would then have to
/// stay.
/// </summary>
public sealed class WrittenTargets : IPass
{
    /// <inheritdoc/>
    public string Id => "written-targets";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var changed = 0;
        foreach (var node in graph.Nodes.Where(n => n is { OpType: "Reshape", Domain: "" } && n.Attributes.Int("allowzero", 0) == 0).ToArray())
        {
            if (node.Input(1) is { Constant: null, Producer.OpType: not "Constant" } && node.Input(0).Shape is { } from && node.Output(0).Shape is { } to
                && ReshapeTarget.Write(from, to) is { } target)
            {
                node.SetInput(1, graph.AddInitializer(graph.FreshName($"{node.Name}.shape"), Tensor.Vector<long>(target)));
                changed++;
            }
        }

        if (changed > 0)
        {
            new RemoveDeadNodes().Apply(graph);
        }

        return changed;
    }
}
