using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Channels;

/// <summary>Runs the channel rules of all nodes and reads the groups off the result.</summary>
internal sealed class ChannelAnalysis
{
    private readonly Graph _graph;
    private readonly ChannelState _state;
    private readonly KeptNodes _kept;
    private readonly Dictionary<Value, (int Axis, int[] Points)[]> _axes = [];

    public ChannelAnalysis(Graph graph, ChannelOptions options) =>
        (_graph, _kept, _state) = (graph, new KeptNodes(graph, options.Keep), new ChannelState(graph, options));

    public ChannelGroups Run()
    {
        foreach (var node in _graph.Nodes)
        {
            try
            {
                Tie(node);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
            {
                throw new InvalidDataException($"Node '{node.Name}' ({node.OpType}): its channels cannot be followed: {e.Message}", e);
            }
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

        return new GroupCollector(_graph, _state, _axes).Collect();
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
        if (_kept.Contains(node))
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
            if (_state.Points.IsOne(points))
            {
                _state.Points.Pin(points[0], $"without it nothing would be left of axis {axis} of '{value.Name}'");
            }
        }
    }
}
