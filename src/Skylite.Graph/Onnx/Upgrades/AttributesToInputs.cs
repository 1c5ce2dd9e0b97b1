namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Attributes that became inputs in a later version of the operator.</summary>
/// <param name="opType">The operator.</param>
/// <param name="since">The operator set that made them inputs.</param>
/// <param name="moves">Each attribute and the input it became.</param>
internal sealed class AttributesToInputs(string opType, int since, params (string Attribute, int Input)[] moves) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        if (context.Opset >= since)
        {
            return;
        }

        foreach (var (name, input) in moves)
        {
            if (context.Node.Attributes.TryGet(name, out var attribute))
            {
                context.Node.Attributes.Remove(name);
                context.SetInput(input, name, ToTensor(context, attribute));
            }
        }
    }

    private static Tensor ToTensor(UpgradeContext context, GraphAttribute attribute) => attribute switch
    {
        GraphAttribute.Ints ints => Tensor.Vector<long>([.. ints.Values]),
        GraphAttribute.Floats floats => Tensor.Vector<float>([.. floats.Values]),
        GraphAttribute.Int one => Tensor.Vector(one.Value),
        GraphAttribute.Float one => Tensor.Number(context.FloatingType(), one.Value),
        _ => throw context.Error($"attribute '{attribute.GetType().Name}' is of an unexpected kind."),
    };
}
