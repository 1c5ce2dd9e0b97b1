using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Skylite.Graphs;

/// <summary>
/// A network, shaped as ONNX shapes it: inputs, initializers, nodes in topological order, outputs, an operator-set version and metadata.
/// The one model representation of Skylite: the zoo builds it, the trainer interprets it, compression rewrites it.
/// </summary>
public sealed class Graph
{
    /// <summary>The operator-set version that Skylite writes.</summary>
    public const int CurrentOpset = 17;

    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _nextNumber = new(StringComparer.Ordinal);
    private readonly List<Value> _inputs = [];
    private readonly List<Value> _outputs = [];
    private readonly List<Node> _nodes = [];
    private readonly List<Value> _initializers = [];

    /// <summary>Makes an empty graph.</summary>
    public Graph(string name) => Name = name;

    /// <summary>The graph's name.</summary>
    public string Name { get; set; }

    /// <summary>Version of ONNX's own operator set that the nodes follow.</summary>
    public int Opset { get; set; } = CurrentOpset;

    /// <summary>Versions of further operator sets by domain.</summary>
    public SortedDictionary<string, int> Domains { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts that travel in the file: preprocessing, classes, provenance.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The values that a caller feeds.</summary>
    public IReadOnlyList<Value> Inputs => _inputs;

    /// <summary>The values that a caller gets.</summary>
    public IReadOnlyList<Value> Outputs => _outputs;

    /// <summary>The nodes; each stands after the producers of its inputs.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>The values whose data travels in the file.</summary>
    public IReadOnlyList<Value> Initializers => _initializers;

    /// <summary>All values by name.</summary>
    public IReadOnlyDictionary<string, Value> Values => _values;

    /// <summary>
    /// The values that a subgraph (the body of an If or Loop) takes from the graph around it, by name: neither input, nor initializer, nor produced here.
    /// A whole network has none.
    /// </summary>
    public IEnumerable<Value> Captures =>
        _values.Values.Where(v => v.IsCapture && (v.Uses.Count > 0 || _outputs.Contains(v)));

    /// <summary>Adds a value that a caller feeds.</summary>
    public Value AddInput(string name, ElementType type, Shape? shape)
    {
        var value = AddValue(name);
        (value.Type, value.Shape, value.IsInput) = (type, shape, true);
        _inputs.Add(value);
        return value;
    }

    /// <summary>Adds a value whose data travels in the file.</summary>
    public Value AddInitializer(string name, Tensor data)
    {
        var value = AddValue(name);
        _initializers.Add(value);
        (value.Constant, value.Type, value.Shape) = (data, data.Type, data.Shape);
        return value;
    }

    /// <summary>Gives an initializer other data, which may have another shape.</summary>
    /// <exception cref="ArgumentException">The value is not an initializer of this graph.</exception>
    public void SetInitializer(Value value, Tensor data)
    {
        if (value.Constant is null || !_values.TryGetValue(value.Name, out var own) || own != value)
        {
            throw new ArgumentException($"'{value.Name}' is not an initializer of graph '{Name}'.");
        }

        (value.Constant, value.Type, value.Shape) = (data, data.Type, data.Shape);
    }

    /// <summary>Turns a value that lost its producer into an initializer: what a node computed is now stored.</summary>
    /// <exception cref="ArgumentException">The value is produced by a node, fed, or stored already.</exception>
    public void MakeInitializer(Value value, Tensor data)
    {
        if (value.Producer is not null || value.IsInput || value.Constant is not null)
        {
            throw new ArgumentException($"'{value.Name}' cannot become an initializer: it is produced, fed or stored already.");
        }

        _initializers.Add(value);
        (value.Constant, value.Type, value.Shape) = (data, data.Type, data.Shape);
    }

    /// <summary>Declares a value to be a result of the graph. One value can be declared once.</summary>
    public void AddOutput(Value value)
    {
        if (_outputs.Contains(value))
        {
            throw new ArgumentException($"'{value.Name}' is an output already.");
        }

        _outputs.Add(value);
    }

    /// <summary>Takes a value from the list of results; the value itself stays.</summary>
    public void RemoveOutput(Value value) => _outputs.Remove(value);

    /// <summary>Adds a value that no node produces yet: the output of a node about to be added.</summary>
    public Value AddValue(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var value = new Value(name);
        return _values.TryAdd(name, value)
            ? value
            : throw new ArgumentException($"Graph '{Name}' has a value named '{name}' already.");
    }

    /// <summary>Appends a node, or puts it before <paramref name="before"/>.</summary>
    /// <param name="opType">Operator name as ONNX spells it.</param>
    /// <param name="inputs">Inputs in order; <see langword="null"/> for one left out.</param>
    /// <param name="outputs">Outputs in order, made by <see cref="AddValue"/>.</param>
    /// <param name="name">A unique name is made when it is left out or taken.</param>
    /// <param name="before">The node that the new one precedes.</param>
    public Node AddNode(string opType, IEnumerable<Value?> inputs, IEnumerable<Value?> outputs, string? name = null, Node? before = null) =>
        Insert(new Node(FreshNodeName(name ?? opType), opType, string.Empty, inputs, outputs), before);

    /// <summary>Appends a node of another operator set than ONNX's own, or puts it before <paramref name="before"/>.</summary>
    public Node AddNode(string domain, string opType, IEnumerable<Value?> inputs, IEnumerable<Value?> outputs, string? name = null, Node? before = null) =>
        Insert(new Node(FreshNodeName(name ?? opType), opType, domain, inputs, outputs), before);

    /// <summary>Appends a node with one output, which is named after the node, and returns that output.</summary>
    public Value Apply(string opType, string name, params ReadOnlySpan<Value?> inputs)
    {
        var node = AddNode(opType, inputs.ToArray(), [AddValue(FreshName(name))], name);
        return node.Output(0);
    }

    /// <summary>Removes a node; its outputs stay until <see cref="RemoveValue"/>.</summary>
    public void RemoveNode(Node node)
    {
        node.Disconnect();
        _nodes.Remove(node);
        _nodeNames.Remove(node.Name);
    }

    /// <summary>Removes every node that <paramref name="match"/> selects, in one sweep.</summary>
    public int RemoveNodes(Predicate<Node> match) => _nodes.RemoveAll(node =>
    {
        if (!match(node))
        {
            return false;
        }

        node.Disconnect();
        _nodeNames.Remove(node.Name);
        return true;
    });

    /// <summary>Removes a value that nothing produces, consumes or returns.</summary>
    /// <exception cref="InvalidOperationException">The value is still in use.</exception>
    public void RemoveValue(Value value)
    {
        if (value.Producer is not null || value.Uses.Count > 0 || _outputs.Contains(value))
        {
            throw new InvalidOperationException($"'{value.Name}' is still in use.");
        }

        _values.Remove(value.Name);
        if (value.Constant is not null)
        {
            _initializers.Remove(value);
        }

        if (value.IsInput)
        {
            _inputs.Remove(value);
        }
    }

    /// <summary>Removes an input from the graph's signature when nothing consumes it.</summary>
    public void RemoveInput(Value value) => RemoveValue(value);

    /// <summary>Makes every consumer of <paramref name="from"/>, and the graph's outputs, take <paramref name="to"/> instead.</summary>
    public void ReplaceUses(Value from, Value to)
    {
        foreach (var use in from.Uses.ToArray())
        {
            use.Node.SetInput(use.Index, to);
        }

        var index = _outputs.IndexOf(from);
        if (index >= 0)
        {
            _outputs[index] = to;
        }
    }

    /// <summary>Gives a value another name.</summary>
    public void Rename(Value value, string name)
    {
        if (value.Name == name)
        {
            return;
        }

        if (!_values.TryAdd(name, value))
        {
            throw new ArgumentException($"Graph '{Name}' has a value named '{name}' already.");
        }

        _values.Remove(value.Name);
        value.Name = name;
    }

    /// <summary>Finds a value by name.</summary>
    public bool TryGetValue(string name, [NotNullWhen(true)] out Value? value) => _values.TryGetValue(name, out value);

    /// <summary>Whether the graph returns the value.</summary>
    public bool IsOutput(Value value) => _outputs.Contains(value);

    /// <summary>A value name that is free, made from the wish by appending a number when needed.</summary>
    public string FreshName(string wish) => Fresh(wish, _values.ContainsKey);

    private string Fresh(string wish, Predicate<string> taken)
    {
        var name = wish;
        ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(_nextNumber, wish, out _);
        while (taken(name))
        {
            next++;
            name = string.Create(CultureInfo.InvariantCulture, $"{wish}_{next}");
        }

        return name;
    }

    private string FreshNodeName(string wish) => Fresh(wish, _nodeNames.Contains);

    private Node Insert(Node node, Node? before)
    {
        _nodeNames.Add(node.Name);
        if (before is null)
        {
            _nodes.Add(node);
        }
        else
        {
            _nodes.Insert(_nodes.IndexOf(before), node);
        }

        return node;
    }
}
