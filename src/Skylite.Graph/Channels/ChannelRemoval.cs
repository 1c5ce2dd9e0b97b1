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

        foreach (var (value, axis) in groups.AllAxes())
        {
            if (cut.Kept(value, axis.Axis) is not { } kept)
            {
                continue;
            }

            if (value.Constant is { } data)
            {
                groups.Graph.SetInitializer(value, TensorAxis.Take(data, axis.Axis, kept));
            }
            else
            {
                value.Shape = value.Shape!.With(axis.Axis, kept.Length);
            }
        }

        foreach (var node in groups.Graph.Nodes.ToArray())
        {
            NodeAdjustments.Adjust(node, cut);
        }
    }
}
