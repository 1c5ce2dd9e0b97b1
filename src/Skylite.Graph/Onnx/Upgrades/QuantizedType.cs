namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>From operator set 21 on, QuantizeLinear may name its type instead of having a zero point of it.</summary>
internal sealed class QuantizedType : IUpgrade
{
    public string OpType => "QuantizeLinear";

    public void Apply(UpgradeContext context)
    {
        var node = context.Node;
        var type = (ElementType)node.Attributes.Int("output_dtype", 0);
        node.Attributes.Remove("output_dtype");
        if (context.Opset < 21 || type == ElementType.Undefined || node.HasInput(2))
        {
            return;
        }

        var shape = context.ConstantOf(1)?.Shape ?? node.Input(1).Shape;
        if (shape is not { IsKnown: true } || type is not (ElementType.Int8 or ElementType.UInt8))
        {
            throw context.Error($"it rounds to {type} without a zero point.");
        }

        context.SetInput(2, "zero_point", new Tensor(type, shape.ToLengths(), new byte[shape.ElementCount]));
    }
}
