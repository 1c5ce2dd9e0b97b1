namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>From operator set 18 on, Split may leave a shorter part at the end; in 17 equal parts must be equal.</summary>
internal sealed class SplitCount : IUpgrade
{
    public string OpType => "Split";

    public void Apply(UpgradeContext context)
    {
        var node = context.Node;
        if (context.Opset < 18 || node.HasInput(1))
        {
            return;
        }

        node.Attributes.Remove("num_outputs");
        var count = node.Outputs.Count;
        if (count > 0 && node.Input(0).Shape is { } shape
            && shape[shape.Axis(node.Attributes.Int("axis", 0))] is { IsKnown: true } axis && axis.Length % count != 0)
        {
            var part = (axis.Length + count - 1) / count;
            context.SetInput(1, "split", Tensor.Vector<long>([.. Enumerable.Range(0, count).Select(i => Math.Clamp(axis.Length - (i * part), 0, part))]));
        }
    }
}
