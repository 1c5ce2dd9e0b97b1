namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Before operator set 13, softmax and its kin ran over all axes from <c>axis</c> (default 1) on, seen as one.</summary>
/// <param name="opType">Softmax, LogSoftmax or Hardmax.</param>
internal sealed class SoftmaxAxis(string opType) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        if (context.Opset >= 13)
        {
            return;
        }

        var (node, x) = (context.Node, context.Node.Input(0));
        var axis = node.Attributes.Int("axis", 1);
        if (axis == -1 || (x.Shape is { } shape && IsOnlyLongAxis(shape, axis)))
        {
            node.Attributes.Set("axis", axis);
            return;
        }

        var lengths = context.Before("Shape", "shape", x);
        var flat = context.Before("Flatten", "flat", x);
        flat.Producer!.Attributes.Set("axis", axis);
        var normal = context.Before(opType, "normal", flat);
        normal.Producer!.Attributes.Set("axis", 1);
        context.Replace("Reshape", normal, lengths);
    }

    private static bool IsOnlyLongAxis(Shape shape, long axis)
    {
        var first = axis < 0 ? axis + shape.Rank : axis;
        return first >= 0 && first < shape.Rank && shape.Skip((int)first + 1).All(d => d.IsKnown && d.Length == 1);
    }
}
