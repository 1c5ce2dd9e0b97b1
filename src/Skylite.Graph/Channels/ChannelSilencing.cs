namespace Skylite.Graphs.Channels;

/// <summary>Sets every parameter slice of some groups to zero, which must compute the same as removing them.</summary>
public static class ChannelSilencing
{
    /// <summary>Silences groups in place. Running statistics and divisors stay: they have no effect on a silent channel, and zero would make infinities of them.</summary>
    /// <param name="groups">The groups of the graph.</param>
    /// <param name="removed">Ids of the groups to silence.</param>
    public static void Silence(ChannelGroups groups, IEnumerable<int> removed)
    {
        var slices = removed.SelectMany(id => groups.Groups[id].Slices)
            .Where(s => s.Role is not (ParameterRole.Statistic or ParameterRole.Divisor or ParameterRole.Band));
        foreach (var axis in slices.GroupBy(s => (s.Parameter, s.Axis)))
        {
            var (parameter, number) = axis.Key;
            groups.Graph.SetInitializer(parameter, TensorAxis.Zero(parameter.Constant!, number, axis.SelectMany(s => s.Indices)));
        }
    }
}
