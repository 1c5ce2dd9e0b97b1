namespace Skylite.Graphs.Channels.Rules;

/// <summary>
/// Recognises the means of a normalisation that stands in single nodes, as exporters write layer normalisation before operator set 17:
/// ReduceMean, Sub, Pow, ReduceMean, Add, Sqrt, Div; or only the second half of it (root mean square).
/// </summary>
internal static class WrittenNormalization
{
    private const int Reach = 3;

    /// <summary>Whether a ReduceMean computes the mean, the variance or the mean square of a normalisation.</summary>
    public static bool HasMean(Node node) =>
        node is { OpType: "ReduceMean", Domain: "" } && (IsSubtracted(node) || (IsSquare(node.Input(0).Producer) && LeadsToRoot(node.Output(0), Reach)));

    // x − mean(x), also where an Identity or Cast lies between
    private static bool IsSubtracted(Node node) =>
        node.Output(0).Uses.Any(u => u is { Index: 1, Node.OpType: "Sub" } && Origin(u.Node.Input(0)) == Origin(node.Input(0)));

    private static bool IsSquare(Node? node) =>
        node is { OpType: "Pow" } ? node.Input(1).ConstantContents() is { Count: 1 } power && IsTwo(power)
            : node is { OpType: "Mul" } && node.Input(0) == node.Input(1);

    private static bool LeadsToRoot(Value value, int steps) =>
        steps > 0 && value.Uses.Any(u => u.Node.OpType == "Sqrt"
            || (u.Node.OpType == "Pow" && u.Index == 0)
            || (u.Node.OpType is "Add" or "Max" or "Clip" or "Cast" or "Identity" && LeadsToRoot(u.Node.Output(0), steps - 1)));

    private static bool IsTwo(Tensor power) => power.Type.IsFloating() ? power.ToSingle()[0] == 2 : power.ToInt64()[0] == 2;

    private static Value Origin(Value value)
    {
        while (value.Producer is { OpType: "Identity" or "Cast" } node)
        {
            value = node.Input(0);
        }

        return value;
    }
}
