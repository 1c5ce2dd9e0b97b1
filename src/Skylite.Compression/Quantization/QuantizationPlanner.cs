using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// Decides where a graph is rounded so that ONNX Runtime fuses it wholly: after a Relu or Clip and never before it, on both inputs of Add,
/// one scale through operators that only move values and, where that is wanted, for what is computed alike of both dates, and no rounding of the final outputs.
/// </summary>
internal sealed class QuantizationPlanner
{
    private readonly Graph _graph;
    private readonly IReadOnlySet<string> _keepFloat;
    private readonly Dictionary<Node, QuantizationRole> _roles = [];
    private readonly HashSet<Node> _floatOutput = [];
    private readonly Dictionary<Value, Value> _parents = [];

    private QuantizationPlanner(Graph graph, IReadOnlySet<string> keepFloat) => (_graph, _keepFloat) = (graph, keepFloat);

    /// <summary>Plans a float graph whose batch normalisation is folded.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="keepFloat">Names of nodes that stay in float.</param>
    /// <param name="datesAlike">Whether what is computed alike of two dates has the same scales.</param>
    internal static QuantizationPlan Plan(Graph graph, IReadOnlySet<string> keepFloat, bool datesAlike = false)
    {
        var planner = new QuantizationPlanner(graph, keepFloat);
        foreach (var output in graph.Outputs)
        {
            planner.MarkFinal(output);
        }

        planner.AssignRoles();
        planner.DropUselessMoves();
        return planner.Collect(datesAlike);
    }

    // Logits stay float: what only moves, pools or scales them too. A last Gemm still multiplies integers, its sums go out unrounded.
    private void MarkFinal(Value value)
    {
        if (value.Producer is not { } node || _roles.ContainsKey(node) || _floatOutput.Contains(node))
        {
            return;
        }

        var role = QuantizationRoles.Of(node);
        if (role == QuantizationRole.Weighted && node.OpType != "Conv")
        {
            _floatOutput.Add(node);
            return;
        }

        _roles[node] = QuantizationRole.None;
        if (role is QuantizationRole.SharedScale or QuantizationRole.Joining or QuantizationRole.Clipping
            || node.OpType is "Softmax" or "LogSoftmax" or "Sigmoid" or "Resize" or "DepthToSpace" or "Cast" or "ArgMax")
        {
            MarkFinal(node.Input(0));
        }
    }

    private void AssignRoles()
    {
        foreach (var node in _graph.Nodes)
        {
            if (!_roles.ContainsKey(node))
            {
                _roles[node] = _keepFloat.Contains(node.Name) ? QuantizationRole.None : RoleInContext(node);
            }
        }
    }

    private QuantizationRole RoleInContext(Node node)
    {
        var role = QuantizationRoles.Of(node);
        var inputs = role == QuantizationRole.None ? [] : QuantizationRoles.Activations(node, role);
        var served = role switch
        {
            QuantizationRole.None => false,
            QuantizationRole.Weighted => true,
            // A sum of two float values gains nothing; one integer input is enough to ask for the other.
            QuantizationRole.Elementwise => inputs.Any(IsInteger),
            _ => inputs.All(IsInteger),
        };
        return served ? role : QuantizationRole.None;
    }

    private bool IsInteger(Value value) =>
        value.Producer is { } node && _roles.GetValueOrDefault(node) != QuantizationRole.None && !_floatOutput.Contains(node);

    // Rounding only to move values that are then read as float would lose precision for nothing.
    private void DropUselessMoves()
    {
        foreach (var node in _graph.Nodes.Reverse())
        {
            if (_roles[node] is QuantizationRole.SharedScale or QuantizationRole.OwnScale or QuantizationRole.Joining
                && node.Outputs.All(o => o is null || o.Uses.All(u => _roles[u.Node] == QuantizationRole.None)))
            {
                _roles[node] = QuantizationRole.None;
            }
        }
    }

    private QuantizationPlan Collect(bool datesAlike)
    {
        var wanted = new Dictionary<Value, HashSet<Node>?>();
        var order = new List<Value>();
        foreach (var node in _graph.Nodes)
        {
            var role = _roles[node];
            if (role == QuantizationRole.None)
            {
                continue;
            }

            foreach (var input in QuantizationRoles.Activations(node, role).Where(v => !IsInteger(v)))
            {
                Want(input).Add(node);
            }

            if (!_floatOutput.Contains(node) && !FeedsOnlyClipping(node))
            {
                order.Add(node.Output(0));
                wanted[node.Output(0)] = null;
            }

            Tie(node, role);
        }

        foreach (var twins in datesAlike ? TwinValues.Of(_graph) : [])
        {
            Value[] rounded = [.. twins.Where(wanted.ContainsKey)];
            foreach (var other in rounded.Skip(1))
            {
                Join(other, rounded[0]);
            }
        }

        var numbers = new Dictionary<Value, int>();
        var groups = order.ToDictionary(v => v, v => numbers.TryGetValue(Root(v), out var known) ? known : numbers[Root(v)] = numbers.Count);
        var weighted = _graph.Nodes.Where(n => _roles[n] == QuantizationRole.Weighted)
            .Select(n => WeightedNode.TryRead(n, out var w) ? w : throw new InvalidOperationException($"'{n}' lost its weights."));
        var kept = _graph.Nodes.Where(n => n.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul" && _roles[n] == QuantizationRole.None);
        return new QuantizationPlan([.. order.Select(v => new QuantizationPoint(v, groups[v], wanted[v]))], [.. weighted], [.. kept], groups);

        HashSet<Node> Want(Value value)
        {
            if (!wanted.TryGetValue(value, out var nodes) || nodes is null)
            {
                wanted[value] = nodes = [];
                order.Add(value);
            }

            return nodes;
        }
    }

    // The one consumer clips, so that rounding waits until after it.
    private bool FeedsOnlyClipping(Node node) =>
        _roles[node] is QuantizationRole.Weighted or QuantizationRole.Elementwise
        && node.Output(0) is { Uses: [var use] } output
        && !_graph.IsOutput(output)
        && _roles[use.Node] == QuantizationRole.Clipping;

    // One scale, so that the bytes are only copied; but a Relu joined to values of both signs keeps its own, or rounding would no longer clip for it.
    private void Tie(Node node, QuantizationRole role)
    {
        if (role is QuantizationRole.SharedScale or QuantizationRole.Joining)
        {
            var positive = IsNonNegative(node.Output(0));
            foreach (var input in QuantizationRoles.Activations(node, role).Where(i => IsNonNegative(i) == positive))
            {
                Join(node.Output(0), input);
            }
        }
    }

    private void Join(Value value, Value other)
    {
        var (own, root) = (Root(value), Root(other));
        if (root != own)
        {
            _parents[own] = root;
        }
    }

    private bool IsNonNegative(Value value) =>
        FloatGraph.Bounds(value) is { Min: >= 0 }
        || (value.Producer is { } node
            && _roles.GetValueOrDefault(node) is var role and (QuantizationRole.SharedScale or QuantizationRole.Joining)
            && QuantizationRoles.Activations(node, role).All(IsNonNegative));

    private Value Root(Value value)
    {
        while (_parents.TryGetValue(value, out var parent))
        {
            value = parent;
        }

        return value;
    }
}
