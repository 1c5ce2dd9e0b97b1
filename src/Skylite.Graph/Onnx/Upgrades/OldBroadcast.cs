namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Before operator set 7, the second operand was only stretched where <c>broadcast</c> said so, from the axis that it named.</summary>
/// <param name="opType">Add, Mul, …, or PRelu, whose slope always belonged to axis 1.</param>
internal sealed class OldBroadcast(string opType) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        if (context.Opset >= 7)
        {
            return;
        }

        var node = context.Node;
        var isSlope = opType == "PRelu";
        long? axis = isSlope ? 1 : node.Attributes.Contains("axis") ? node.Attributes.Int("axis", 0) : null;
        node.Attributes.Remove("broadcast");
        node.Attributes.Remove("axis");
        if (axis is null)
        {
            return;
        }

        var (left, right) = (node.Input(0).Shape, node.Input(1).Constant?.Shape ?? node.Input(1).Shape);
        if (left is null || right is null)
        {
            throw context.Error("its operands' numbers of axes are not known.");
        }

        var trailing = left.Rank - left.Axis(axis.Value) - right.Rank;
        if (trailing > 0 && !(isSlope && right is { Rank: 1, IsKnown: true } && right[0].Length == 1))
        {
            var axes = Tensor.Vector<long>([.. Enumerable.Range(right.Rank, trailing).Select(a => (long)a)]);
            var initializer = context.Graph.AddInitializer(context.Graph.FreshName($"{node.Name}.axes"), axes);
            context.SetInput(1, context.Before("Unsqueeze", "operand", node.Input(1), initializer));
        }
    }
}
