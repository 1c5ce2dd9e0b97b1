namespace Skylite.Graphs.Channels;

/// <summary>Which nodes the channels of each family pass through.</summary>
public static class ChannelPassage
{
    /// <summary>
    /// For every family, in the order of <see cref="ChannelGroups.Families"/>, the nodes whose results carry its channels, in the graph's order.
    /// </summary>
    /// <param name="groups">The groups of a graph.</param>
    public static IReadOnlyList<IReadOnlyList<Node>> Of(ChannelGroups groups)
    {
        var familyOf = new int[groups.Count];
        foreach (var (i, family) in groups.Families.Index())
        {
            foreach (var group in family.Groups)
            {
                familyOf[group] = i;
            }
        }

        // Values share their arrays of groups wherever channels just pass.
        var familiesOf = new Dictionary<int[], int[]>(ReferenceEqualityComparer.Instance);
        var carriers = groups.Families.Select(_ => new HashSet<Node>()).ToArray();
        foreach (var (value, axis) in groups.AllAxes().Where(a => a.Value.Producer is not null).SelectMany(a => a.Axes.Select(axis => (a.Value, axis))))
        {
            if (!familiesOf.TryGetValue(axis.Groups, out var families))
            {
                familiesOf[axis.Groups] = families = [.. axis.Groups.Where(g => g >= 0).Select(g => familyOf[g]).Distinct()];
            }

            foreach (var family in families)
            {
                carriers[family].Add(value.Producer!);
            }
        }

        var order = groups.Graph.Nodes.Index().ToDictionary(n => n.Item, n => n.Index);
        return [.. carriers.Select(nodes => (IReadOnlyList<Node>)[.. nodes.OrderBy(n => order[n])])];
    }
}
