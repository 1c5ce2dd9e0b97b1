namespace Skylite.Graphs.Onnx;

/// <summary>Reads one <c>GraphProto</c>, with its subgraphs, into a <see cref="Graph"/>.</summary>
/// <param name="externalData">Where tensors outside the file are found.</param>
/// <param name="opset">Version of ONNX's operator set.</param>
/// <param name="isDefinedAround">Whether the graph around this one, for a subgraph, defines a name.</param>
/// <param name="depth">How many graphs lie around this one.</param>
internal sealed class GraphParser(ExternalData externalData, int opset, Predicate<string>? isDefinedAround = null, int depth = 0)
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 1_000_000;

    private readonly List<NodeProto> _nodes = [];
    private readonly List<(string Name, Tensor Tensor)> _initializers = [];
    private readonly List<WireSlice> _inputs = [];
    private readonly List<WireSlice> _outputs = [];
    private readonly List<WireSlice> _valueInfos = [];
    private readonly Dictionary<string, NodeProto?> _definitions = new(StringComparer.Ordinal);
    private string _name = string.Empty;

    public Graph Read(WireSlice slice)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException($"subgraphs nested more than {MaxDepth} deep, at byte {slice.Offset}.");
        }

        ReadFields(slice);
        var graph = new Graph(_name) { Opset = opset };
        var inputs = _inputs.ConvertAll(ValueInfoParser.Read);
        Define(inputs);
        var parser = new AttributeParser(externalData, inner => new GraphParser(externalData, opset, IsDefined, depth + 1).Read(inner));
        foreach (var node in _nodes)
        {
            ReadAttributes(node, parser);
        }

        AddValues(graph, inputs);
        AddNodes(graph, TopologicalOrder.Sort(_nodes));
        AddOutputs(graph);
        Annotate(graph);
        return graph;
    }

    private void ReadFields(WireSlice slice)
    {
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Graph.Node:
                    _nodes.Add(NodeProto.Read(reader.Slice()));
                    break;
                case OnnxFields.Graph.Name:
                    _name = reader.Text();
                    break;
                case OnnxFields.Graph.Initializer:
                    _initializers.Add(TensorParser.Read(reader.Slice(), externalData));
                    break;
                case OnnxFields.Graph.Input:
                    _inputs.Add(reader.Slice());
                    break;
                case OnnxFields.Graph.Output:
                    _outputs.Add(reader.Slice());
                    break;
                case OnnxFields.Graph.ValueInfo:
                    _valueInfos.Add(reader.Slice());
                    break;
                case OnnxFields.Graph.SparseInitializer:
                    throw new InvalidDataException("the graph has sparse initializers, which Skylite does not handle; store them as dense tensors.");
                default:
                    reader.Skip();
                    break;
            }

            if (_nodes.Count > MaxNodes)
            {
                throw new InvalidDataException($"the graph has more than {MaxNodes} nodes.");
            }
        }
    }

    private void Define(List<(string Name, ElementType Type, Shape? Shape, bool OtherKind)> inputs)
    {
        foreach (var (name, _) in _initializers)
        {
            Define(name, null);
        }

        var initialized = _initializers.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var fed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _, _, otherKind) in inputs)
        {
            if (!fed.Add(name))
            {
                throw new InvalidDataException($"the graph has two inputs named '{name}'.");
            }

            if (otherKind)
            {
                throw new InvalidDataException($"input '{name}' is not a tensor; Skylite does not handle sequences, maps, optional or sparse values.");
            }

            if (!initialized.Contains(name))
            {
                Define(name, null);
            }
        }

        foreach (var node in _nodes)
        {
            foreach (var output in node.Outputs.Where(o => o.Length > 0))
            {
                Define(output, node);
            }
        }
    }

    private void Define(string name, NodeProto? by)
    {
        if (name.Length == 0)
        {
            throw new InvalidDataException($"{Title(name, by)} has no name.");
        }

        if (!_definitions.TryAdd(name, by))
        {
            throw new InvalidDataException(
                $"the value '{name}' is defined twice: by {Title(name, _definitions[name])} and by {Title(name, by)}. Give one of them another name.");
        }
    }

    private string Title(string name, NodeProto? by) => by?.Title ?? (_initializers.Exists(i => i.Name == name) ? "an initializer" : "a graph input");

    private bool IsDefined(string name) => _definitions.ContainsKey(name) || (isDefinedAround?.Invoke(name) ?? false);

    private static void ReadAttributes(NodeProto node, AttributeParser parser)
    {
        try
        {
            var names = node.AttributeSlices.Count > 1 ? new HashSet<string>(StringComparer.Ordinal) : null;
            foreach (var slice in node.AttributeSlices)
            {
                var (name, attribute) = parser.Read(slice);
                node.Attributes.Add(names?.Add(name) ?? true
                    ? new(name, attribute)
                    : throw new InvalidDataException($"it has two attributes named '{name}'."));
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{node.Title}: {e.Message}", e);
        }
    }

    private void AddValues(Graph graph, List<(string Name, ElementType Type, Shape? Shape, bool OtherKind)> inputs)
    {
        foreach (var (name, tensor) in _initializers)
        {
            graph.AddInitializer(name, tensor);
        }

        // before IR version 4 every initializer had to be listed among the inputs as well
        foreach (var (name, type, shape, _) in inputs.Where(i => !graph.Values.ContainsKey(i.Name)))
        {
            graph.AddInput(name, type, shape);
        }
    }

    private void AddNodes(Graph graph, List<NodeProto> nodes)
    {
        foreach (var proto in nodes)
        {
            var inputs =
                proto.Inputs.ConvertAll(name => name.Length == 0 ? null : graph.TryGetValue(name, out var known) ? known : Find(graph, name, proto.Title));
            var outputs = proto.Outputs.ConvertAll(name => name.Length == 0 ? null : graph.AddValue(name));
            var node = graph.AddNode(proto.Domain, proto.OpType, inputs, outputs, proto.Name.Length > 0 ? proto.Name : null);
            foreach (var (name, attribute) in proto.Attributes)
            {
                node.Attributes.Set(name, attribute);
            }
        }
    }

    private void AddOutputs(Graph graph)
    {
        foreach (var slice in _outputs)
        {
            var (name, type, shape, otherKind) = ValueInfoParser.Read(slice);
            if (otherKind)
            {
                throw new InvalidDataException($"output '{name}' is not a tensor; Skylite does not handle sequences, maps, optional or sparse values.");
            }

            var value = Find(graph, name, "the list of graph outputs");
            if (graph.IsOutput(value))
            {
                throw new InvalidDataException($"'{name}' stands twice among the graph's outputs.");
            }

            graph.AddOutput(value);
            Annotate(value, type, shape);
        }
    }

    private Value Find(Graph graph, string name, string by)
    {
        if (graph.TryGetValue(name, out var value))
        {
            return value;
        }

        // not here yet, but known to be defined: only a subgraph takes values from the graph around it
        return isDefinedAround?.Invoke(name) ?? false
            ? graph.AddValue(name)
            : throw new InvalidDataException($"{by} needs '{name}', which no node, initializer or input gives.");
    }

    private void Annotate(Graph graph)
    {
        foreach (var slice in _valueInfos)
        {
            var (name, type, shape, otherKind) = ValueInfoParser.Read(slice);
            if (!otherKind && graph.TryGetValue(name, out var value))
            {
                Annotate(value, type, shape);
            }
        }
    }

    private static void Annotate(Value value, ElementType type, Shape? shape)
    {
        if (value.Constant is null && !value.IsInput)
        {
            value.Type = type == ElementType.Undefined ? value.Type : type;
            value.Shape = shape ?? value.Shape;
        }
    }
}
