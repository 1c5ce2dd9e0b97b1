using System.Globalization;

namespace Skylite.Native.OnnxRuntime;

/// <summary>What a model says of one of its inputs or outputs.</summary>
public sealed class NodeMetadata
{
    internal NodeMetadata(string name, TensorElementType elementType, long[] dimensions, string[] symbolicDimensions)
    {
        Name = name;
        ElementType = elementType;
        Dimensions = dimensions;
        SymbolicDimensions = symbolicDimensions;
    }

    /// <summary>The name in the graph.</summary>
    public string Name { get; }

    /// <summary>The type of each element; <see cref="TensorElementType.Undefined"/> for sequences and maps.</summary>
    public TensorElementType ElementType { get; }

    /// <summary>Whether it is a tensor.</summary>
    public bool IsTensor => ElementType != TensorElementType.Undefined;

    /// <summary>The extents; -1 where the model leaves an extent open.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>The names of open extents ("N"); empty where an extent is fixed or has no name. As long as <see cref="Dimensions"/>.</summary>
    public IReadOnlyList<string> SymbolicDimensions { get; }

    /// <summary>Name, type and shape, such as <c>input Float[N,3,224,224]</c>.</summary>
    public override string ToString()
    {
        var extents = Dimensions.Select((d, i) => d >= 0
            ? d.ToString(CultureInfo.InvariantCulture)
            : SymbolicDimensions[i].Length > 0 ? SymbolicDimensions[i] : "?");
        return $"{Name} {ElementType}[{string.Join(',', extents)}]";
    }
}
