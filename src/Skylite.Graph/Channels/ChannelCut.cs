namespace Skylite.Graphs.Channels;

/// <summary>Which indices of which axes stay when some groups are removed.</summary>
internal sealed class ChannelCut
{
    private readonly ChannelGroups _groups;
    private readonly bool[] _removed;
    private readonly Dictionary<int[], int[]?> _kept = new(ReferenceEqualityComparer.Instance);

    public ChannelCut(ChannelGroups groups, IEnumerable<int> removed)
    {
        _groups = groups;
        _removed = new bool[groups.Count];
        foreach (var id in removed)
        {
            var isKnown = id >= 0 && id < _removed.Length;
            _removed[isKnown ? id : throw new ArgumentException($"There is no channel group {id} in graph '{groups.Graph.Name}'.")] = true;
        }

        if (groups.Exclusive.FirstOrDefault(ids => Array.TrueForAll(ids, id => _removed[id])) is { } whole)
        {
            var owner = groups.Families.First(f => f.Groups.Contains(whole[0])).Name;
            throw new ArgumentException($"Removing all of the {whole.Length} channel groups around '{owner}' would leave nothing of them: keep at least one.");
        }
    }

    public Graph Graph => _groups.Graph;

    public bool IsEmpty => Array.IndexOf(_removed, true) < 0;

    /// <summary>Old indices that stay along an axis, or <see langword="null"/> when all do.</summary>
    public int[]? Kept(Value value, int axis)
    {
        if (_groups.GroupsAlong(value, axis) is not { } along)
        {
            return null;
        }

        // Values share their arrays of groups wherever channels just pass.
        if (!_kept.TryGetValue(along, out var kept))
        {
            _kept[along] = kept = Kept(along);
        }

        return kept;
    }

    /// <summary>For every old index along an axis, its new index, or −1 when it is removed; <see langword="null"/> when all stay.</summary>
    public int[]? NewIndices(Value value, int axis)
    {
        if (_groups.GroupsAlong(value, axis) is not { } along || Kept(value, axis) is not { } kept)
        {
            return null;
        }

        var result = new int[along.Length];
        Array.Fill(result, -1);
        for (var i = 0; i < kept.Length; i++)
        {
            result[kept[i]] = i;
        }

        return result;
    }

    /// <summary>Gives a node a constant setting of its own; others may share the old one.</summary>
    public void SetConstant(Node node, int input, string setting, ReadOnlySpan<long> values, bool scalar = false)
    {
        var old = node.HasInput(input) ? node.Input(input) : null;
        var data = scalar ? Tensor.Scalar(values[0]) : Tensor.Vector(values);
        node.SetInput(input, Graph.AddInitializer(Graph.FreshName($"{node.Name}.{setting}"), data));
        if (old is { Constant: not null, Uses.Count: 0 } && !Graph.IsOutput(old))
        {
            Graph.RemoveValue(old);
        }
    }

    private int[]? Kept(int[] along)
    {
        var kept = new List<int>(along.Length);
        for (var i = 0; i < along.Length; i++)
        {
            if (along[i] < 0 || !_removed[along[i]])
            {
                kept.Add(i);
            }
        }

        return kept.Count == along.Length ? null : [.. kept];
    }
}
