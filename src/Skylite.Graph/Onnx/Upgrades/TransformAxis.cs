namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>From operator set 20 on, DFT takes its axis as an input, by default the last of the signal.</summary>
internal sealed class TransformAxis : IUpgrade
{
    public string OpType => "DFT";

    public void Apply(UpgradeContext context)
    {
        if (context.Opset < 20)
        {
            return;
        }

        var node = context.Node;
        node.Attributes.Set("axis", node.HasInput(2) ? context.ConstantOf(2)?.ToInt64()[0] ?? throw context.Error("its axis is computed.") : -2);
        node.TrimInputs(Math.Min(2, node.Inputs.Count));
    }
}
