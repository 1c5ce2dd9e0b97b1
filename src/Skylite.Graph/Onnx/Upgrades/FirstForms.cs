namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Operators whose first form, before operator set 7, spelt its arguments in another way.</summary>
/// <param name="opType">Cast, Concat, Pad, Tile or Upsample.</param>
internal sealed class FirstForms(string opType) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        var attributes = context.Node.Attributes;
        switch (opType)
        {
            case "Cast" when context.Opset < 6:
                var type = attributes.Text("to", string.Empty);
                attributes.Set(
                    "to", Enum.TryParse<ElementType>(type, ignoreCase: true, out var named) ? (long)named : throw context.Error($"it casts to '{type}'."));
                break;
            case "Concat" when context.Opset < 4 && !attributes.Contains("axis"):
                attributes.Set("axis", 1);
                break;
            case "Pad" when attributes.TryGet("paddings", out var pads):
                attributes.Remove("paddings");
                attributes.Set("pads", pads);
                break;
            case "Tile" when context.Opset < 6:
                Tile(context);
                break;
            case "Upsample" when attributes.Contains("width_scale"):
                attributes.Set("scales", new GraphAttribute.Floats([1, 1, attributes.Float("height_scale", 1), attributes.Float("width_scale", 1)]));
                attributes.Remove("height_scale");
                attributes.Remove("width_scale");
                break;
            default:
                break;
        }
    }

    // data, how often, along which axis
    private static void Tile(UpgradeContext context)
    {
        if (context.Node.Input(0).Shape is not { } shape || context.ConstantOf(1) is not { } times || context.ConstantOf(2) is not { } along)
        {
            throw context.Error("its repeats are computed.");
        }

        var repeats = Enumerable.Repeat(1L, shape.Rank).ToArray();
        repeats[shape.Axis(Whole(along))] = Whole(times);
        context.SetInput(1, "repeats", Tensor.Vector<long>(repeats));
        context.Node.TrimInputs(2);
    }

    private static long Whole(Tensor number) => number.Type.IsFloating() ? (long)number.ToSingle()[0] : number.ToInt64()[0];
}
