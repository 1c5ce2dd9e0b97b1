using Skylite.Graphs;
using Skylite.Training.Kernels;

namespace Skylite.Training;

/// <summary>Chooses the nodes that some values need, and finds when each value is read for the last time.</summary>
internal sealed class ExecutionPlanner
{
    private readonly Graph _graph;
    private readonly IReadOnlyDictionary<Value, int> _slots;
    private readonly InterpreterOptions _options;
    private readonly Dictionary<Node, PreparedNode> _prepared = [];

    public ExecutionPlanner(Graph graph, IReadOnlyDictionary<Value, int> slots, InterpreterOptions options)
    {
        (_graph, _slots, _options) = (graph, slots, options);
    }

    public (ExecutionStep[] Steps, int[] Fetched) Plan(IReadOnlyList<string> fetches)
    {
        var fetched = fetches.Select(Find).ToArray();
        var nodes = NeededNodes(fetched);
        var lastUse = LastUses(nodes, fetched);
        var readers = nodes.SelectMany(n => n.Inputs).OfType<Value>().CountBy(v => v).ToDictionary();
        var kept = fetched.ToHashSet();
        var steps = new ExecutionStep[nodes.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = Step(nodes[i], i, lastUse, readers, kept);
        }

        return (steps, [.. fetched.Select(v => _slots[v])]);
    }

    private static bool Persists(Value value) => value.Producer is null || value.Producer.OpType == "Constant";

    private static Dictionary<Value, int> LastUses(List<PreparedNode> nodes, Value[] fetched)
    {
        var lastUse = new Dictionary<Value, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var input in nodes[i].Inputs)
            {
                if (input is not null)
                {
                    lastUse[input] = i;
                }
            }
        }

        foreach (var value in fetched)
        {
            lastUse[value] = int.MaxValue;
        }

        return lastUse;
    }

    private Value Find(string name) => _graph.TryGetValue(name, out var value)
        ? value
        : throw new ArgumentException($"Graph '{_graph.Name}' has no value named '{name}' to fetch.");

    private List<PreparedNode> NeededNodes(Value[] fetched)
    {
        var needed = new HashSet<Value>(fetched);
        var nodes = new List<PreparedNode>();
        for (var i = _graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = _graph.Nodes[i];
            if (node.OpType == "Constant" || !node.Outputs.Any(o => o is not null && needed.Contains(o)))
            {
                continue;
            }

            var prepared = Prepare(node);
            nodes.Add(prepared);
            needed.UnionWith(prepared.Inputs.OfType<Value>());
        }

        nodes.Reverse();
        return nodes;
    }

    private PreparedNode Prepare(Node node)
    {
        if (!_prepared.TryGetValue(node, out var prepared))
        {
            prepared = FakeQuantization.TryPrepare(_graph, node, _options) ?? Ordinary(node);
            _prepared.Add(node, prepared);
        }

        return prepared;
    }

    private PreparedNode Ordinary(Node node)
    {
        var context = new NodeContext(_graph, node, _options);
        try
        {
            var kernel = KernelCatalogue.Find(node);
            return new PreparedNode(node, kernel, kernel.Prepare(context), node.Inputs);
        }
        catch (NotSupportedException) when (_options.AllowOpaque)
        {
            var kernel = new OpaqueKernel(node.OpType);
            return new PreparedNode(node, kernel, kernel.Prepare(context), OpaqueKernel.InputsOf(_graph, node));
        }
    }

    private ExecutionStep Step(PreparedNode prepared, int index, Dictionary<Value, int> lastUse, Dictionary<Value, int> readers, HashSet<Value> kept)
    {
        var inputs = prepared.Inputs;
        bool Dies(Value? value) => value is not null && !kept.Contains(value) && lastUse[value] == index && value.Constant is null
            && value.Producer?.OpType != "Constant";
        // Any other reader, however early, may have kept the tensor for its backward pass.
        bool MayOverwrite(Value? value) => Dies(value) && !Persists(value!) && readers[value!] == 1
            && _prepared[value!.Producer!].Kernel.OutputCanBeOverwritten;
        return new ExecutionStep
        {
            Node = prepared.Node,
            Body = prepared.Body,
            Inputs = [.. inputs.Select(v => v is null ? -1 : _slots[v])],
            Outputs = [.. prepared.Node.Outputs.Select(v => v is null || !lastUse.ContainsKey(v) ? -1 : _slots[v])],
            Overwritable = [.. inputs.Select(MayOverwrite)],
            Freed = [.. inputs.Where(Dies).Distinct().Select(v => _slots[v!])],
        };
    }
}
