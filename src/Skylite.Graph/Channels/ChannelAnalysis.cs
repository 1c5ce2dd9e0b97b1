using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Channels;

/// <summary>Runs the channel rules of all nodes and reads the groups off the result.</summary>
internal sealed class ChannelAnalysis
{
    private readonly Graph _graph;
    private readonly ChannelState _state;
    private readonly Dictionary<Value, (int Axis, int[] Points)[]> _axes = [];

    public ChannelAnalysis(Graph graph, ChannelOptions options) => (_graph, _state) = (graph, new ChannelState(graph, options));

    public ChannelGroups Run()
    {
        foreach (var node in _graph.Nodes)
        {
            Tie(node);
        }

        foreach (var output in _graph.Outputs)
        {
            _state.Freeze(output, $"graph output '{output.Name}' must keep its form");
        }

        foreach (var (value, map) in _state.Maps)
        {
            _axes[value] = [.. map.Grids.Select(Straighten)];
        }

        foreach (var (value, axes) in _axes)
        {
            PinWholes(value, axes);
        }

        return Collect();
    }

    private void Tie(Node node)
    {
        var ties = new ChannelTies(_state, node);
        if (KnownOperators.Find(node) is { } rule)
        {
            rule.TieChannels(ties);
        }
        else
        {
            ties.PinAll("is of an operator that Skylite does not know");
        }

        ties.Finish();
        PinCaptured(node);
        if (_state.Options.Keep.Contains(node.Name))
        {
            foreach (var output in node.Outputs.OfType<Value>())
            {
                _state.Freeze(output, $"node '{node.Name}' is kept on request");
            }
        }
    }

    // A subgraph reads values of the outer graph by name.
    private void PinCaptured(Node node)
    {
        foreach (var (_, attribute) in node.Attributes)
        {
            if (attribute is GraphAttribute.Subgraph { Value: var inner })
            {
                foreach (var name in inner.Nodes.SelectMany(n => n.Inputs).OfType<Value>().Select(v => v.Name))
                {
                    if (_graph.TryGetValue(name, out var captured))
                    {
                        _state.Freeze(captured, $"node '{node.Name}' ({node.OpType}) reads it inside a subgraph");
                    }
                }

                inner.Nodes.ToList().ForEach(PinCaptured);
            }
        }
    }

    // A tensor stays a box: when points vary along several axes, slices along the longest are removable and the other axes keep their lengths.
    private (int Axis, int[] Points) Straighten(ChannelGrid grid)
    {
        while (grid.Axes.Length > 1)
        {
            var byLength = grid.Axes.OrderBy(a => grid.Lengths[Array.IndexOf(grid.Axes, a)]).ToArray();
            var constant = Array.FindIndex(byLength, a => _state.Points.IsConstantAlong(grid, a));
            grid = constant >= 0
                ? grid.Take(byLength[constant], [0], drop: true)
                : _state.Points.Collapse(grid, byLength[0], string.Empty)!;
        }

        return (grid.Axes[0], grid.Points);
    }

    private void PinWholes(Value value, (int Axis, int[] Points)[] axes)
    {
        foreach (var (axis, points) in axes)
        {
            var root = _state.Points.Find(points[0]);
            if (Array.TrueForAll(points, p => _state.Points.Find(p) == root))
            {
                _state.Points.Pin(root, $"without it nothing would be left of axis {axis} of '{value.Name}'");
            }
        }
    }

    private ChannelGroups Collect()
    {
        var idOf = new Dictionary<int, int>();
        var groups = new List<ChannelGroup>();
        var pinned = new Dictionary<(string Name, string Reason), int>();
        foreach (var (value, axes) in _axes.Where(e => e.Key.Constant is not null))
        {
            foreach (var (axis, points) in axes)
            {
                Collect(value, axis, points, idOf, groups, pinned);
            }
        }

        var result = new Dictionary<Value, ChannelAxis[]>();
        foreach (var (value, axes) in _axes)
        {
            var removable = axes.Select(a => new ChannelAxis(a.Axis, Array.ConvertAll(a.Points, p => idOf.GetValueOrDefault(_state.Points.Find(p), -1))))
                .Where(a => Array.Exists(a.Groups, g => g >= 0)).ToArray();
            if (removable.Length > 0)
            {
                result[value] = removable;
            }
        }

        return new ChannelGroups(
            _graph, groups, Families(groups), [.. pinned.Select(p => new PinnedChannels(p.Key.Name, p.Value, p.Key.Reason))], result);
    }

    private void Collect(
        Value value, int axis, int[] points, Dictionary<int, int> idOf, List<ChannelGroup> groups, Dictionary<(string Name, string Reason), int> pinned)
    {
        var birth = _state.BirthOf(points[0]);
        var indices = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < points.Length; i++)
        {
            var root = _state.Points.Find(points[i]);
            if (_state.Points.Reason(root) is { } reason)
            {
                if (birth.Role == ParameterRole.Weight)
                {
                    pinned[(value.Name, reason)] = pinned.GetValueOrDefault((value.Name, reason)) + 1;
                }

                continue;
            }

            if (!idOf.TryGetValue(root, out var id))
            {
                idOf[root] = id = groups.Count;
                groups.Add(new ChannelGroup(id));
            }

            (indices.TryGetValue(id, out var list) ? list : indices[id] = []).Add(i);
        }

        foreach (var (id, list) in indices)
        {
            groups[id].Add(new ParameterSlice(value, axis, list, birth.Role));
            groups[id].Births.Add(birth.First);
        }
    }

    private List<ChannelFamily> Families(List<ChannelGroup> groups)
    {
        string Signature(ChannelGroup group)
        {
            var making = group.Births.Where(b => _state.BirthOf(b).Role == ParameterRole.Weight).ToArray();
            return string.Join(',', making.Length > 0 ? making : [.. group.Births]);
        }

        return [.. groups.GroupBy(Signature).Select(Family)];
    }

    private static ChannelFamily Family(IGrouping<string, ChannelGroup> groups)
    {
        var first = groups.First();
        var slice = first.Slices.FirstOrDefault(s => s.Role == ParameterRole.Weight) ?? first.Slices[0];
        var producers = first.Slices.Where(s => s.Role is ParameterRole.Weight or ParameterRole.Other)
            .SelectMany(s => s.Parameter.Uses).Select(u => u.Node.Name).Distinct();
        return new ChannelFamily(slice.Parameter.Name, [.. groups], slice.Indices.Count, [.. producers]);
    }
}
