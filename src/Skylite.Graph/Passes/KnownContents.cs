using Skylite.Graphs.Operators;

namespace Skylite.Graphs.Passes;

/// <summary>
/// What the values of a graph hold, as far as it is known without running the graph: constants, and the lengths that shape arithmetic handles.
/// </summary>
/// <param name="largest">Results of more elements than this are not computed.</param>
/// <param name="weights">
/// Whether weights are followed as well: they may be moved and cast, whatever their size, but not multiplied in number or changed, so that they stay the
/// parameters that they are.
/// </param>
internal sealed class KnownContents(long largest, bool weights)
{
    private readonly Dictionary<Value, Tensor> _constants = [];
    private readonly Dictionary<Value, SymbolicInteger[]> _elements = [];
    private readonly HashSet<Value> _weights = [];

    /// <summary>The contents of a value, when all of it is known.</summary>
    public Tensor? ConstantOf(Value value) => value.Constant ?? _constants.GetValueOrDefault(value);

    /// <summary>Whether a value holds weights, or weights in another form.</summary>
    public bool IsWeight(Value value) =>
        _weights.Contains(value) ? ConstantOf(value) is not null : value.Constant is { Count: > 1 } data && data.Type.IsFloating();

    /// <summary>The elements of a value, when some of it is known.</summary>
    public IReadOnlyList<SymbolicInteger>? ElementsOf(Value value) => _elements.GetValueOrDefault(value);

    /// <summary>Learns what the outputs of a node hold, after their shapes are inferred.</summary>
    public void Learn(Node node, IOperator op)
    {
        if (op is ShapeOperator && node.Input(0).Shape is { } shape)
        {
            Set(node.Output(0), Array.ConvertAll(ShapeOperator.Select(node, shape), SymbolicInteger.Of));
            return;
        }

        if (op is SizeOperator && node.Input(0).Shape is { } sized)
        {
            Set(node.Output(0), [SymbolicInteger.Product(sized)]);
            return;
        }

        if (op is not IFoldable foldable || (op is not ConstantOperator && !IsWorthwhile(node, foldable)))
        {
            return;
        }

        var inputs = node.Inputs.Select(v => v is null ? null : ConstantOf(v)).ToArray();
        if (node.Inputs.Zip(inputs).All(pair => pair.First is null || pair.Second is not null))
        {
            Set(node, foldable.Fold(node, inputs));
        }
        else if (node.Inputs.Any(v => v is not null && _elements.ContainsKey(v)))
        {
            LearnElements(node, foldable, inputs);
        }
    }

    private bool IsWorthwhile(Node node, IFoldable op)
    {
        var stored = node.Inputs.OfType<Value>().Where(IsWeight).ToArray();
        if (stored.Length == 0)
        {
            return node.Outputs.All(o => o is null || (o.Shape is { IsKnown: true } shape && shape.ElementCount <= largest));
        }

        _weights.UnionWith(node.Outputs.OfType<Value>());
        var limit = stored.Sum(v => ConstantOf(v)!.Count);
        return weights
            && node.Outputs.All(o => o is null || (o.Shape is { IsKnown: true } shape && shape.ElementCount <= limit))
            && node.Inputs.Select((v, i) => v is null || !IsWeight(v) || op.Moves(i) || op is Cast).All(kept => kept);
    }

    private void Set(Node node, IReadOnlyList<Tensor>? results)
    {
        for (var i = 0; i < Math.Min(results?.Count ?? 0, node.Outputs.Count); i++)
        {
            if (node.Outputs[i] is { } output)
            {
                _constants[output] = results![i];
            }
        }
    }

    private void Set(Value value, SymbolicInteger[] elements)
    {
        if (Array.TrueForAll(elements, e => e.Number is not null) && value is { Type: ElementType.Int64, Shape.IsKnown: true })
        {
            _constants[value] = Tensor.Create<long>(Array.ConvertAll(elements, e => e.Number!.Value), value.Shape.ToLengths());
        }
        else
        {
            _elements[value] = elements;
        }
    }

    private void LearnElements(Node node, IFoldable op, Tensor?[] inputs)
    {
        switch (node.OpType)
        {
            case "Cast" or "Floor" or "Ceil" or "Round":
                Set(node.Output(0), Elements(node.Input(0)) ?? []);
                break;
            case "Add" or "Sub" or "Mul" or "Div":
                LearnArithmetic(node);
                break;
            case "Equal":
                LearnEquality(node);
                break;
            default:
                LearnMoves(node, op, inputs);
                break;
        }
    }

    private SymbolicInteger[]? Elements(Value value)
    {
        if (_elements.TryGetValue(value, out var elements))
        {
            return elements;
        }

        return ConstantOf(value) switch
        {
            null => null,
            { Type: ElementType.Float } floats => Array.ConvertAll(floats.ToSingle(), v => Whole(v)),
            { Type: ElementType.Double } doubles => Array.ConvertAll(doubles.ToArray<double>(), Whole),
            { Type: ElementType.Int64 or ElementType.Int32 } integers => Array.ConvertAll(integers.ToInt64(), SymbolicInteger.Of),
            _ => null,
        };
    }

    private static SymbolicInteger Whole(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e6
        ? SymbolicInteger.Of((long)value)
        : SymbolicInteger.Unknown;

    private void LearnArithmetic(Node node)
    {
        if (Pairs(node) is { } pairs)
        {
            Set(node.Output(0), Array.ConvertAll(pairs, p => node.OpType switch
            {
                "Add" => p.Left + p.Right,
                "Sub" => p.Left - p.Right,
                "Mul" => p.Left * p.Right,
                _ => p.Left / p.Right,
            }));
        }
    }

    private void LearnEquality(Node node)
    {
        var answers = Pairs(node) is { } pairs ? Array.ConvertAll(pairs, p => SymbolicInteger.AreEqual(p.Left, p.Right)) : null;
        if (answers is not null && Array.TrueForAll(answers, a => a is not null))
        {
            _constants[node.Output(0)] = Tensor.Create<bool>(Array.ConvertAll(answers, a => a!.Value), node.Output(0).Shape!.ToLengths());
        }
    }

    private (SymbolicInteger Left, SymbolicInteger Right)[]? Pairs(Node node)
    {
        var count = (int)node.Output(0).Shape!.ElementCount;
        if (Elements(node.Input(0)) is not { } a || Elements(node.Input(1)) is not { } b
            || (a.Length != count && a.Length != 1) || (b.Length != count && b.Length != 1))
        {
            return null;
        }

        return [.. Enumerable.Range(0, count).Select(i => (a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i]))];
    }

    /// <summary>Lets the operator move numbered tickets in the elements' place, and looks up which element each ticket stands for.</summary>
    private void LearnMoves(Node node, IFoldable op, Tensor?[] inputs)
    {
        var tickets = new List<SymbolicInteger>();
        for (var i = 0; i < inputs.Length; i++)
        {
            if (node.Inputs[i] is not { } value)
            {
                continue;
            }

            if (!op.Moves(i))
            {
                if (inputs[i] is null)
                {
                    return;
                }

                continue;
            }

            // what is not known at all still moves: as an unknown element
            var elements = Elements(value) ?? (value.Shape is { IsKnown: true } s && s.ElementCount <= largest ? new SymbolicInteger[s.ElementCount] : null);
            if (elements is null || value.Shape is not { IsKnown: true } shape)
            {
                return;
            }

            inputs[i] = Tensor.Create<long>([.. Enumerable.Range(tickets.Count, elements.Length).Select(t => (long)t)], shape.ToLengths());
            tickets.AddRange(elements);
        }

        var results = op.Fold(node, inputs);
        for (var i = 0; tickets.Count > 0 && i < Math.Min(results?.Count ?? 0, node.Outputs.Count); i++)
        {
            if (node.Outputs[i] is { } output)
            {
                Set(output, Array.ConvertAll(results![i].ToArray<long>(), t => tickets[(int)t]));
            }
        }
    }
}
