namespace Skylite.Graphs;

/// <summary>One operation of a graph: an operator with attributes, inputs and outputs, as ONNX's <c>NodeProto</c>.</summary>
public sealed class Node
{
    private readonly List<Value?> _inputs;
    private readonly List<Value?> _outputs;

    internal Node(string name, string opType, string domain, IEnumerable<Value?> inputs, IEnumerable<Value?> outputs)
    {
        Name = name;
        OpType = opType;
        Domain = domain;
        _inputs = [.. inputs];
        _outputs = [.. outputs];
        for (var i = 0; i < _inputs.Count; i++)
        {
            _inputs[i]?.AddUse(new Use(this, i));
        }

        foreach (var output in _outputs)
        {
            output?.Producer = this;
        }
    }

    /// <summary>The node's name, unique in its graph.</summary>
    public string Name { get; internal set; }

    /// <summary>The operator, spelt as ONNX spells it, such as <c>Conv</c>.</summary>
    public string OpType { get; internal set; }

    /// <summary>The operator set the operator belongs to; empty for ONNX's own.</summary>
    public string Domain { get; }

    /// <summary>The operator's constants.</summary>
    public AttributeMap Attributes { get; } = [];

    /// <summary>Inputs in the operator's order; <see langword="null"/> where an optional one is left out.</summary>
    public IReadOnlyList<Value?> Inputs => _inputs;

    /// <summary>Outputs in the operator's order; <see langword="null"/> where an optional one is left out.</summary>
    public IReadOnlyList<Value?> Outputs => _outputs;

    /// <summary>Whether input number <paramref name="index"/> is given.</summary>
    public bool HasInput(int index) => index < _inputs.Count && _inputs[index] is not null;

    /// <summary>Input number <paramref name="index"/>.</summary>
    /// <exception cref="InvalidDataException">The input is left out.</exception>
    public Value Input(int index) =>
        HasInput(index) ? _inputs[index]! : throw new InvalidDataException($"Node '{Name}' ({OpType}) lacks input {index}.");

    /// <summary>Output number <paramref name="index"/>.</summary>
    /// <exception cref="InvalidDataException">The output is left out.</exception>
    public Value Output(int index) =>
        index < _outputs.Count && _outputs[index] is { } value
            ? value
            : throw new InvalidDataException($"Node '{Name}' ({OpType}) lacks output {index}.");

    /// <summary>Replaces an input, or appends one when <paramref name="index"/> equals the number of inputs.</summary>
    public void SetInput(int index, Value? value)
    {
        if (index == _inputs.Count)
        {
            _inputs.Add(null);
        }

        var use = new Use(this, index);
        _inputs[index]?.RemoveUse(use);
        _inputs[index] = value;
        value?.AddUse(use);
    }

    /// <summary>Drops all inputs from <paramref name="count"/> on.</summary>
    public void TrimInputs(int count)
    {
        for (var i = _inputs.Count - 1; i >= count; i--)
        {
            SetInput(i, null);
            _inputs.RemoveAt(i);
        }
    }

    /// <summary>Drops all outputs from <paramref name="count"/> on; their values lose their producer and stay in the graph.</summary>
    public void TrimOutputs(int count)
    {
        for (var i = _outputs.Count - 1; i >= count; i--)
        {
            _outputs[i]?.Producer = null;
            _outputs.RemoveAt(i);
        }
    }

    /// <summary>Name and operator.</summary>
    public override string ToString() => $"{Name} ({OpType})";

    internal void Disconnect()
    {
        TrimInputs(0);
        foreach (var output in _outputs)
        {
            output?.Producer = null;
        }
    }
}
