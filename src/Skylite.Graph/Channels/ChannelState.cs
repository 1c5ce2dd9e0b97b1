using Skylite.Graphs.Passes;

namespace Skylite.Graphs.Channels;

/// <summary>Everything that the channel rules of a graph's nodes build up together.</summary>
internal sealed class ChannelState
{
    private const int LongestInput = 1 << 20;

    private readonly Dictionary<Value, ChannelMap> _maps = [];
    private readonly Dictionary<Value, string> _frozen = [];
    private readonly HashSet<Value> _parameters = [];
    private readonly List<ParameterAxes> _births = [];
    private readonly Dictionary<Value, Shape?>? _shapes;

    public ChannelState(Graph graph, ChannelOptions options)
    {
        (Graph, Options, _shapes) = (graph, options, WithBatchOfOne(graph));
        foreach (var input in graph.Inputs)
        {
            AddInput(input);
        }

        if (options.SameBands)
        {
            TieBands();
        }

        foreach (var node in graph.Nodes)
        {
            if (node.Inputs.Count > 0 && node.Inputs.All(v => v is null || IsParameter(v)))
            {
                _parameters.UnionWith(node.Outputs.OfType<Value>());
            }
        }
    }

    public Graph Graph { get; }

    public ChannelOptions Options { get; }

    public PointSet Points { get; } = new();

    public IReadOnlyDictionary<Value, ChannelMap> Maps => _maps;

    /// <summary>Whether a value depends on initializers alone.</summary>
    public bool IsParameter(Value value) => value.Stored() is not null || _parameters.Contains(value);

    /// <summary>Shape of a value, with the batch set to 1 where the graph leaves it open.</summary>
    public Shape? ShapeOf(Value value) => _shapes?.GetValueOrDefault(value) ?? value.Shape;

    /// <summary>The length of an axis, or −1 when it is not known.</summary>
    public int Length(Value value, int axis) =>
        ShapeOf(value) is { } shape && shape[axis].IsKnown ? checked((int)shape[axis].Length) : -1;

    /// <summary>The map of a value, empty when nothing has been said of it.</summary>
    public ChannelMap MapOf(Value value)
    {
        if (!_maps.TryGetValue(value, out var map))
        {
            _maps[value] = map = new ChannelMap();
        }

        return map;
    }

    public void SetMap(Value value, ChannelMap map) => _maps[value] = map;

    /// <summary>The grid that an axis of a value lies in; made on the spot for an initializer's axis that nobody has asked for before.</summary>
    public ChannelGrid? GridOf(Value value, int axis) => MapOf(value).GridOf(axis) ?? Create(value, [axis]);

    /// <summary>Gives an initializer or a Constant a grid over axes that have none yet; <see langword="null"/> when it cannot have one.</summary>
    public ChannelGrid? Create(Value value, int[] axes)
    {
        if (value.Stored() is not { } data || IsSetting(value, data.Type)
            || Array.TrueForAll(axes, a => data.Dimensions[a] == 1))
        {
            return null;
        }

        var grid = Give(value, Array.FindAll(axes, a => data.Dimensions[a] != 1), AxisRole.Other);
        if (_frozen.TryGetValue(value, out var reason))
        {
            Points.Pin(grid.Points, reason);
        }

        return grid;
    }

    /// <summary>The map of a value, with a grid on every axis of an initializer.</summary>
    public ChannelMap FullMapOf(Value value)
    {
        for (var axis = 0; axis < (value.Stored()?.Rank ?? 0); axis++)
        {
            GridOf(value, axis);
        }

        return MapOf(value);
    }

    /// <summary>Pins everything that lies on a value, now and later.</summary>
    public void Freeze(Value value, string reason)
    {
        _frozen.TryAdd(value, reason);
        foreach (var grid in MapOf(value).Grids)
        {
            Points.Pin(grid.Points, reason);
        }
    }

    /// <summary>Makes points that no parameter holds.</summary>
    public int[] Pad(int count)
    {
        var points = Points.Add(count);
        if (count > 0)
        {
            _births.Add(new ParameterAxes(null, [], points[0], count) { Role = AxisRole.Padding });
        }

        return points;
    }

    /// <summary>Where a point came into being.</summary>
    public ParameterAxes BirthOf(int point)
    {
        var (low, high) = (0, _births.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _births[middle].First <= point ? (middle, high) : (low, middle - 1);
        }

        return _births[low];
    }

    // A Reshape that merges an open batch with heads or windows can only be followed when the batch has a length. Which one does not matter to channels.
    private static Dictionary<Value, Shape?>? WithBatchOfOne(Graph graph)
    {
        var batch = graph.Inputs.Select(i => i.Shape is { Rank: > 0 } shape ? shape[0].Symbol : null).OfType<string>().Distinct()
            .ToDictionary(s => s, _ => 1L, StringComparer.Ordinal);
        if (batch.Count == 0)
        {
            return null;
        }

        try
        {
            return ShapeInference.ShapesAt(graph, batch);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Integers are lengths and indices, but for the quantised biases.
    private static bool IsSetting(Value value, ElementType type) =>
        type is ElementType.Int64 or ElementType.Bool || (type == ElementType.Int32 && !value.Uses.All(u => u.Node.OpType == "DequantizeLinear"));

    private ChannelGrid Give(Value value, int[] axes, AxisRole role)
    {
        var lengths = Array.ConvertAll(axes, a => Length(value, a));
        var points = Points.Add(ChannelGrid.Product(lengths));
        _births.Add(new ParameterAxes(value, axes, points[0], points.Length) { Role = role });
        var grid = new ChannelGrid(axes, lengths, points, silent: value.Constant is not null);
        MapOf(value).Add(grid);
        return grid;
    }

    // So far only inputs have given birth to points.
    private void TieBands()
    {
        foreach (var alike in _births
            .Where(b => b.Value is not null && Options.FreeInputs.TryGetValue(b.Value.Name, out var free) && b.Axes is [var axis] && axis == free)
            .GroupBy(b => b.Count))
        {
            var first = alike.First();
            foreach (var other in alike.Skip(1))
            {
                for (var i = 0; i < first.Count; i++)
                {
                    Points.Union(first.First + i, other.First + i);
                }
            }
        }
    }

    private void AddInput(Value input)
    {
        for (var axis = 1; axis < (ShapeOf(input)?.Rank ?? 0); axis++)
        {
            // what is longer is no axis of channels, and points cost memory
            if (ShapeOf(input)![axis] is { IsKnown: true, Length: > 1 and <= LongestInput })
            {
                var grid = Give(input, [axis], AxisRole.Band);
                if (!Options.FreeInputs.TryGetValue(input.Name, out var free) || free != axis)
                {
                    Points.Pin(grid.Points, $"graph input '{input.Name}' is what callers feed");
                }
            }
        }
    }
}
