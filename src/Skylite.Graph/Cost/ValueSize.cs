namespace Skylite.Graphs.Cost;

/// <summary>Sizes of values whose shapes are inferred; what is not known counts as nothing.</summary>
internal static class ValueSize
{
    public static long Elements(Value? value) => value?.Shape is { IsKnown: true } shape ? shape.ElementCount : 0;

    public static long Bytes(Value? value) => value is null ? 0 : Elements(value) * value.Type.Size();

    /// <summary>Whether a node only gives its input other axes, so that no byte needs to move.</summary>
    public static bool IsView(Node node) =>
        node.Domain.Length == 0 && node.OpType is "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Identity" or "Dropout" or "Constant";
}
