namespace Skylite.Graphs.Channels;

/// <summary>Removes channel groups from a graph: slices parameters, corrects the constants and group counts of nodes, and updates shapes.</summary>
public static class ChannelRemoval
{
    /// <summary>Removes groups in place. The groups describe the old graph afterwards: find them anew before removing more.</summary>
    /// <param name="groups">The groups of the graph.</param>
    /// <param name="removed">Ids of the groups to remove; none leaves the graph untouched.</param>
    /// <exception cref="ArgumentException">An id is unknown, or nothing would be left of an axis.</exception>
    public static void Remove(ChannelGroups groups, IEnumerable<int> removed)
    {
        var cut = new ChannelCut(groups, removed);
        if (cut.IsEmpty)
        {
            return;
        }

        foreach (var (value, axes) in groups.AllAxes())
        {
            var kept = new int[value.KnownShape.Rank][];
            foreach (var axis in axes)
            {
                kept[axis.Axis] = cut.Kept(value, axis.Axis)!;
            }

            if (Array.Exists(kept, k => k is not null))
            {
                Cut(groups.Graph, value, kept);
            }
        }

        foreach (var node in groups.Graph.Nodes.ToArray())
        {
            NodeAdjustments.Adjust(node, cut);
        }
    }

    private static void Cut(Graph graph, Value value, int[]?[] kept)
    {
        if (value.Constant is { } data)
        {
            graph.SetInitializer(value, TensorAxis.Take(data, kept));
            return;
        }

        for (var axis = 0; axis < kept.Length; axis++)
        {
            value.Shape = kept[axis] is { } indices ? value.Shape!.With(axis, indices.Length) : value.Shape;
        }

        if (value.Stored() is { } constant)
        {
            value.Producer!.Attributes.Set("value", new GraphAttribute.Constant(TensorAxis.Take(constant, kept)));
        }
    }
}
