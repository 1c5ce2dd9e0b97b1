using Skylite.Graphs;

namespace Skylite.Tests.Native.Training;

/// <summary>One node to compute in both engines: operator, inputs, attributes.</summary>
internal sealed record KernelCase(string Name, string OpType, Tensor[] Inputs)
{
    /// <summary>How many of the first inputs are fed; the rest are initializers.</summary>
    public int Fed { get; init; } = 1;

    public int Outputs { get; init; } = 1;

    public int Opset { get; init; } = Graph.CurrentOpset;

    public ElementType OutputType { get; init; } = ElementType.Float;

    public ElementType? SecondType { get; init; }

    /// <summary>Types of all outputs, where they are more than two.</summary>
    public ElementType[]? Types { get; init; }

    /// <summary>Whether gradients are compared with finite differences.</summary>
    public bool Smooth { get; init; } = true;

    public Action<AttributeMap> Attributes { get; init; } = _ => { };

    public Graph Build()
    {
        var graph = new Graph(OpType) { Opset = Opset };
        var inputs = Inputs.Select((t, i) =>
            t.Count == 0 && i >= Fed ? null : i < Fed ? graph.AddInput($"x{i}", t.Type, t.Shape) : graph.AddInitializer($"c{i}", t)).ToArray();
        var outputs = Enumerable.Range(0, Outputs).Select(i => graph.AddValue($"y{i}")).ToArray();
        Attributes(graph.AddNode(OpType, inputs, outputs).Attributes);
        foreach (var output in outputs)
        {
            output.Type = Types?[graph.Outputs.Count] ?? (output == outputs[0] ? OutputType : SecondType ?? OutputType);
            graph.AddOutput(output);
        }

        return graph;
    }

    public override string ToString() => Name;
}
