namespace Skylite.Graphs;

/// <summary>A named constant of a <see cref="Node"/>: one of the kinds that ONNX's <c>AttributeProto</c> knows.</summary>
public abstract record GraphAttribute
{
    private GraphAttribute()
    {
    }

    /// <summary>A 64-bit integer.</summary>
    public sealed record Int(long Value) : GraphAttribute;

    /// <summary>A 32-bit float.</summary>
    public sealed record Float(float Value) : GraphAttribute;

    /// <summary>UTF-8 text.</summary>
    public sealed record Text(string Value) : GraphAttribute;

    /// <summary>A list of 64-bit integers.</summary>
    public sealed record Ints(IReadOnlyList<long> Values) : GraphAttribute;

    /// <summary>A list of 32-bit floats.</summary>
    public sealed record Floats(IReadOnlyList<float> Values) : GraphAttribute;

    /// <summary>A list of texts.</summary>
    public sealed record Texts(IReadOnlyList<string> Values) : GraphAttribute;

    /// <summary>A constant tensor.</summary>
    public sealed record Constant(Tensor Value) : GraphAttribute;

    /// <summary>A subgraph, as If and Loop have.</summary>
    public sealed record Subgraph(Graph Value) : GraphAttribute;
}
