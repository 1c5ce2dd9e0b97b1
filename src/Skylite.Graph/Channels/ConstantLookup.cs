namespace Skylite.Graphs.Channels;

/// <summary>Finds contents that are known without running the graph.</summary>
internal static class ConstantLookup
{
    /// <summary>Data that the value itself stores: an initializer, or the output of a Constant node.</summary>
    public static Tensor? Stored(this Value value) =>
        value.Constant ?? (value.Producer is { OpType: "Constant", Domain: "" } node ? node.Attributes.Tensor("value") : null);

    /// <summary>Data of an initializer or of a Constant node, also behind Identity; <see langword="null"/> otherwise.</summary>
    public static Tensor? ConstantContents(this Value value)
    {
        while (value.Producer is { OpType: "Identity" } identity)
        {
            value = identity.Input(0);
        }

        return value.Stored();
    }
}
