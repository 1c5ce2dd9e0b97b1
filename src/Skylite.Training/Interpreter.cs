using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training.Kernels;

namespace Skylite.Training;

/// <summary>
/// Executes a <see cref="Graph"/> on libtorch with gradients. Initializers become tensors once; any subset of the values can be fetched by name,
/// only the nodes that they need run, and every intermediate tensor is freed after its last reader.
/// One run at a time; the graph must not be changed while an interpreter lives.
/// </summary>
public sealed class Interpreter : IDisposable
{
    private readonly Dictionary<Value, int> _slots = [];
    private readonly TorchTensor?[] _template;
    private readonly Value[] _feeds;
    private readonly int[] _feedSlots;
    private readonly ExecutionPlanner _planner;
    private readonly Dictionary<string, ExecutionPlan> _plans = new(StringComparer.Ordinal);
    private readonly Parameter[] _initializers;

    /// <summary>Copies the initializers of a graph into tensors.</summary>
    /// <param name="graph">The graph to execute.</param>
    /// <param name="options">Settings; the defaults learn every learnable initializer in 32-bit floats.</param>
    public Interpreter(Graph graph, InterpreterOptions? options = null)
    {
        Graph = graph;
        Options = options ?? new InterpreterOptions();
        foreach (var value in graph.Values.Values)
        {
            _slots.Add(value, _slots.Count);
        }

        _template = new TorchTensor?[_slots.Count];
        _feeds = [.. graph.Inputs.Where(v => v.Constant is null)];
        _feedSlots = [.. _feeds.Select(v => _slots[v])];
        _planner = new ExecutionPlanner(graph, _slots, Options);
        _initializers = LoadInitializers();
        LoadConstantNodes();
        Parameters = [.. _initializers.Where(p => p.Role != ParameterRole.Constant)];
    }

    /// <summary>The graph as it was given; <see cref="WriteBack"/> makes one with the present weights.</summary>
    public Graph Graph { get; }

    /// <summary>The settings.</summary>
    public InterpreterOptions Options { get; }

    /// <summary>The learnable initializers, frozen ones included, in the graph's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Every initializer with its tensor, running statistics and constants included, in the graph's order.</summary>
    public IReadOnlyList<Parameter> Initializers => _initializers;

    /// <summary>Names of the graph's outputs.</summary>
    public IReadOnlyList<string> OutputNames => [.. Graph.Outputs.Select(v => v.Name)];

    /// <summary>Share of the old running statistics that batch statistics leave in place; <see langword="null"/> takes each node's.</summary>
    public float? BatchNormMomentum { get; set; }

    /// <summary>Prepares the nodes that the named values need; a second call with the same names costs a look-up.</summary>
    /// <exception cref="ArgumentException">The graph has no value of that name.</exception>
    /// <exception cref="NotSupportedException">A needed node cannot be computed; the message names it.</exception>
    public ExecutionPlan Plan(IReadOnlyList<string> fetches)
    {
        var key = string.Join('\n', fetches);
        if (!_plans.TryGetValue(key, out var plan))
        {
            var (steps, fetched) = _planner.Plan(fetches);
            plan = new ExecutionPlan(this, [.. fetches], steps, fetched);
            _plans.Add(key, plan);
        }

        return plan;
    }

    /// <summary>Runs the graph on one input and returns its first output.</summary>
    /// <param name="input">Tensor of the graph's first input.</param>
    /// <param name="mode">What the run is for.</param>
    public TorchTensor Run(TorchTensor input, RunMode mode = RunMode.Evaluate) =>
        Run(Plan([Graph.Outputs[0].Name]), [input], mode)[0];

    /// <summary>Runs what the named values need and returns them in the same order.</summary>
    /// <param name="feeds">Tensors of the graph's inputs, in their order.</param>
    /// <param name="fetches">Names of any values of the graph.</param>
    /// <param name="mode">What the run is for.</param>
    public TorchTensor[] Run(ReadOnlySpan<TorchTensor> feeds, IReadOnlyList<string> fetches, RunMode mode) =>
        Run(Plan(fetches), feeds, mode);

    /// <summary>Runs a prepared plan. The caller owns the returned tensors and keeps owning the fed ones.</summary>
    /// <param name="plan">A plan of this interpreter.</param>
    /// <param name="feeds">Tensors of the graph's inputs, in their order.</param>
    /// <param name="mode">What the run is for.</param>
    /// <exception cref="ArgumentException">The feeds do not match the inputs, or the plan belongs to another interpreter.</exception>
    /// <exception cref="InvalidOperationException">libtorch refused a node; the message names it.</exception>
    public TorchTensor[] Run(ExecutionPlan plan, ReadOnlySpan<TorchTensor> feeds, RunMode mode)
    {
        if (plan.Owner != this)
        {
            throw new ArgumentException("The plan belongs to another interpreter.", nameof(plan));
        }

        if (feeds.Length != _feeds.Length)
        {
            throw new ArgumentException(
                $"Graph '{Graph.Name}' takes {_feeds.Length} inputs ({string.Join(", ", _feeds.Select(v => v.Name))}), not {feeds.Length}.", nameof(feeds));
        }

        var differentiable = mode is RunMode.Train or RunMode.Differentiate;
        using var gradients = differentiable ? TorchRuntime.EnableGrad() : TorchRuntime.NoGrad();
        return (differentiable ? Options.BFloat16 : Options.BFloat16Evaluation)
            ? RunMixed(plan.Steps, plan.Fetched, feeds, mode)
            : Run(plan.Steps, plan.Fetched, feeds, mode);
    }

    /// <summary>A copy of the graph that holds the present weights and running statistics.</summary>
    public Graph WriteBack()
    {
        var copy = Graph.Clone();
        foreach (var parameter in _initializers)
        {
            var old = Graph.Values[parameter.Name].Constant!;
            if (old.Type.IsFloating())
            {
                copy.SetInitializer(copy.Values[parameter.Name], GraphTensors.FromTorch(parameter.Tensor, old.Type));
            }
        }

        return copy;
    }

    /// <summary>Overwrites weights and running statistics with those of another graph of the same initializers.</summary>
    /// <exception cref="InvalidDataException">An initializer is missing or has another shape.</exception>
    public void Load(Graph graph)
    {
        foreach (var parameter in _initializers)
        {
            var data = graph.TryGetValue(parameter.Name, out var value) ? value.Constant : null;
            if (data is null || !data.Dimensions.SequenceEqual(parameter.Tensor.Shape))
            {
                throw new InvalidDataException(
                    $"Initializer '{parameter.Name}' of graph '{Graph.Name}' is missing in graph '{graph.Name}', or has another shape there.");
            }

            using var tensor = GraphTensors.ToTorch(data);
            parameter.Assign(tensor);
        }
    }

    /// <summary>Frees the tensors of the initializers.</summary>
    public void Dispose() => Release(_template);

    private static void Release(TorchTensor?[] slots)
    {
        foreach (var tensor in slots)
        {
            tensor?.Dispose();
        }
    }

    private static void Execute(ExecutionStep[] steps, TorchTensor?[] slots, KernelFrame frame)
    {
        foreach (var step in steps)
        {
            frame.Enter(step);
            try
            {
                step.Body(frame);
            }
            catch (TorchException error)
            {
                throw new InvalidOperationException($"Node '{step.Node.Name}' ({step.Node.OpType}) failed: {error.Message}", error);
            }

            if (Array.FindIndex(step.Outputs, slot => slot >= 0 && slots[slot] is null) is var missing and >= 0)
            {
                throw new NotSupportedException(
                    $"The interpreter cannot run node '{step.Node.Name}' ({step.Node.OpType}): its output {missing} is not supported.");
            }

            foreach (var slot in step.Freed)
            {
                slots[slot]?.Dispose();
                slots[slot] = null;
            }
        }
    }

    private static TorchTensor[] Take(int[] fetched, TorchTensor?[] slots, TensorScope scope)
    {
        var results = new TorchTensor[fetched.Length];
        for (var i = 0; i < fetched.Length; i++)
        {
            var tensor = slots[fetched[i]]!;
            var result = tensor.Type is ScalarType.BFloat16 ? Aten.To(tensor, ScalarType.Float32) : tensor.Alias();
            results[i] = scope.Keep(result);
        }

        return results;
    }

    private TorchTensor[] Run(ExecutionStep[] steps, int[] fetched, ReadOnlySpan<TorchTensor> feeds, RunMode mode)
    {
        var slots = (TorchTensor?[])_template.Clone();
        using var scope = new TensorScope();
        for (var i = 0; i < feeds.Length; i++)
        {
            slots[_feedSlots[i]] = Options.ChannelsLast && feeds[i].Rank == 4 ? Aten.Contiguous(feeds[i], MemoryFormat.ChannelsLast) : feeds[i].Alias();
        }

        Execute(steps, slots, new KernelFrame(slots, mode, BatchNormMomentum ?? Options.BatchNormMomentum));
        return Take(fetched, slots, scope);
    }

    private TorchTensor[] RunMixed(ExecutionStep[] steps, int[] fetched, ReadOnlySpan<TorchTensor> feeds, RunMode mode)
    {
        using var autocast = TorchRuntime.Autocast();
        return Run(steps, fetched, feeds, mode);
    }

    private Parameter[] LoadInitializers()
    {
        var roles = ParameterRoles.Of(Graph);
        return [.. Graph.Initializers.Select(value => Load(value, roles.GetValueOrDefault(value)))];
    }

    private Parameter Load(Value value, ParameterRole role)
    {
        var tensor = GraphTensors.ToTorch(value.Constant!).Own();
        if (Options.ChannelsLast && tensor.Rank == 4)
        {
            var ordered = Aten.Contiguous(tensor, MemoryFormat.ChannelsLast).Own();
            tensor.Dispose();
            tensor = ordered;
        }

        var trainable = role != ParameterRole.Constant && !NamePattern.MatchesAny(Options.Frozen, value.Name);
        tensor.RequiresGrad = trainable;
        _template[_slots[value]] = tensor;
        return new Parameter(value.Name, tensor, role, trainable);
    }

    private void LoadConstantNodes()
    {
        foreach (var node in Graph.Nodes.Where(n => n.OpType == "Constant"))
        {
            var data = ConstantContents.Of(node)
                ?? throw new NotSupportedException($"The interpreter cannot read the contents of node '{node.Name}' (Constant).");
            _template[_slots[node.Output(0)]] = GraphTensors.ToTorch(data).Own();
        }
    }
}
