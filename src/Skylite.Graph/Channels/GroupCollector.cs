using System.Runtime.CompilerServices;

namespace Skylite.Graphs.Channels;

/// <summary>Numbers the tied sets of points as groups, and sorts groups into families.</summary>
internal sealed class GroupCollector
{
    private readonly Graph _graph;
    private readonly ChannelState _state;
    private readonly IReadOnlyDictionary<Value, (int Axis, int[] Points)[]> _axes;
    private readonly int[] _groupOf;
    private readonly Dictionary<int[], int[]> _groupsAlong = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Name, string Reason), int> _pinned = [];
    private readonly List<int> _makers = [];
    private readonly List<int> _holders = [];
    private readonly Dictionary<(int Signature, int Birth), int> _signatures = [];

    public GroupCollector(Graph graph, ChannelState state, IReadOnlyDictionary<Value, (int Axis, int[] Points)[]> axes)
    {
        (_graph, _state, _axes) = (graph, state, axes);
        _groupOf = new int[state.Points.Count];
        Array.Fill(_groupOf, -1);
    }

    public ChannelGroups Collect()
    {
        var parameters = _axes.Where(e => e.Key.Constant is not null).SelectMany(e => e.Value.Select(a => (Value: e.Key, a.Axis, a.Points))).ToArray();
        foreach (var (value, _, points) in parameters)
        {
            Number(value, points);
        }

        var along = _axes.Select(e =>
            (e.Key, Axes: e.Value.Select(a => new ChannelAxis(a.Axis, GroupsAlong(a.Points))).Where(a => Array.Exists(a.Groups, g => g >= 0)).ToArray()))
            .Where(e => e.Axes.Length > 0)
            .ToDictionary(e => e.Key, e => e.Axes);
        var families = Families(parameters);
        return new ChannelGroups(_graph, _makers.Count, families, [.. _pinned.Select(p => new PinnedChannels(p.Key.Name, p.Value, p.Key.Reason))], along);
    }

    // A group's signature is the list of the parameters that make it, interned step by step.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Number(Value value, int[] points)
    {
        var birth = _state.BirthOf(points[0]);
        var makes = birth.Role == AxisRole.Weight;
        var signatures = makes ? _makers : _holders;
        var (last, extended) = (-1, 0);
        foreach (var point in points)
        {
            var root = _state.Points.Find(point);
            if (_state.Points.Reason(root) is { } reason)
            {
                if (makes)
                {
                    _pinned[(value.Name, reason)] = _pinned.GetValueOrDefault((value.Name, reason)) + 1;
                }

                continue;
            }

            if (_groupOf[root] < 0)
            {
                _groupOf[root] = _makers.Count;
                _makers.Add(0);
                _holders.Add(0);
            }

            // neighbours mostly come from the same parameters
            var signature = signatures[_groupOf[root]];
            (last, extended) = signature == last ? (last, extended) : (signature, Extend(signature, birth.First));
            signatures[_groupOf[root]] = extended;
        }
    }

    // A group that lies on one parameter several times, as a block of channels does, counts it once: the last birth is part of the key.
    private int Extend(int signature, int birth)
    {
        if (signature > 0 && _signatures.ContainsKey((signature, -1 - birth)))
        {
            return signature;
        }

        if (!_signatures.TryGetValue((signature, birth), out var extended))
        {
            _signatures[(signature, birth)] = extended = _signatures.Count + 1;
            _signatures[(extended, -1 - birth)] = extended;
        }

        return extended;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] GroupsAlong(int[] points)
    {
        if (!_groupsAlong.TryGetValue(points, out var groups))
        {
            _groupsAlong[points] = groups = new int[points.Length];
            for (var i = 0; i < points.Length; i++)
            {
                groups[i] = _groupOf[_state.Points.Find(points[i])];
            }
        }

        return groups;
    }

    private ChannelFamily[] Families((Value Value, int Axis, int[] Points)[] parameters)
    {
        var families = new Dictionary<(bool, int), int>();
        var members = new List<List<int>>();
        var (familyOf, positionOf) = (new int[_makers.Count], new int[_makers.Count]);
        for (var group = 0; group < familyOf.Length; group++)
        {
            var key = _makers[group] > 0 ? (true, _makers[group]) : (false, _holders[group]);
            if (!families.TryGetValue(key, out var family))
            {
                families[key] = family = members.Count;
                members.Add([]);
            }

            (familyOf[group], positionOf[group]) = (family, members[family].Count);
            members[family].Add(group);
        }

        var axes = members.ConvertAll(_ => new List<FamilyAxis>());
        var (counts, owned) = (new int[members.Count], new int[members.Count][]);
        foreach (var (value, axis, points) in parameters)
        {
            var role = _state.BirthOf(points[0]).Role;
            var groups = GroupsAlong(points);
            foreach (var family in Distribute(groups, familyOf, counts, owned))
            {
                axes[family].Add(new FamilyAxis(value, axis, role, owned[family], Owners(owned[family], groups, positionOf)));
            }
        }

        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. members.Select((m, i) => Family(m, axes[i], names))];
    }

    // The families along an axis, and in `owned` the indices of each; counted first, since these lists are most of what an analysis keeps.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static List<int> Distribute(int[] groups, int[] familyOf, int[] counts, int[][] owned)
    {
        var families = new List<int>();
        foreach (var group in groups)
        {
            if (group >= 0 && counts[familyOf[group]]++ == 0)
            {
                families.Add(familyOf[group]);
            }
        }

        foreach (var family in families)
        {
            owned[family] = new int[counts[family]];
        }

        for (var i = groups.Length - 1; i >= 0; i--)
        {
            if (groups[i] >= 0)
            {
                var family = familyOf[groups[i]];
                owned[family][--counts[family]] = i;
            }
        }

        return families;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Owners(int[] indices, int[] groups, int[] positionOf)
    {
        var owners = new int[indices.Length];
        for (var i = 0; i < owners.Length; i++)
        {
            owners[i] = positionOf[groups[indices[i]]];
        }

        return owners;
    }

    private static ChannelFamily Family(List<int> members, List<FamilyAxis> axes, Dictionary<string, int> names)
    {
        var name = ChannelFamily.First(axes).Parameter.Name;
        var nth = names[name] = names.GetValueOrDefault(name) + 1;
        var producers = axes.Where(a => a.Role is AxisRole.Weight or AxisRole.Other)
            .SelectMany(a => a.Parameter.Uses).Select(u => u.Node.Name).Distinct();
        return new ChannelFamily(nth == 1 ? name : $"{name}#{nth}", members, axes, [.. producers]);
    }
}
