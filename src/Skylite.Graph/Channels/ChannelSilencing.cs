namespace Skylite.Graphs.Channels;

/// <summary>Sets every parameter slice of some groups to zero, which must compute the same as removing them.</summary>
public static class ChannelSilencing
{
    /// <summary>
    /// Silences groups in place. Running statistics and divisors stay: they have no effect on a silent channel, and zero would make infinities of them.
    /// </summary>
    /// <param name="groups">The groups of the graph.</param>
    /// <param name="removed">Ids of the groups to silence.</param>
    public static void Silence(ChannelGroups groups, IEnumerable<int> removed)
    {
        var silent = removed.ToHashSet();
        foreach (var family in groups.Families.Where(f => f.Groups.Any(silent.Contains)))
        {
            foreach (var axis in family.Axes.Where(a => a.Role is not (AxisRole.Statistic or AxisRole.Divisor)))
            {
                var indices = axis.Indices.Where((_, i) => silent.Contains(family.Groups[axis.Owners[i]])).ToArray();
                if (indices.Length > 0)
                {
                    var data = axis.Parameter.Constant!;
                    groups.Graph.SetInitializer(axis.Parameter, TensorAxis.Zero(data, axis.Axis, indices, QuantizedZero.Of(axis.Parameter)));
                }
            }
        }
    }
}
