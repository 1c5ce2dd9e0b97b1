namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>BatchNormalization had per-position statistics before operator set 9, and other extra outputs before 14.</summary>
internal sealed class BatchNormalizationForm : IUpgrade
{
    public string OpType => "BatchNormalization";

    public void Apply(UpgradeContext context)
    {
        var node = context.Node;
        if (context.Opset < 9)
        {
            if (node.Attributes.Int("spatial", 1) == 0)
            {
                throw context.Error("it keeps statistics per position.");
            }

            node.Attributes.Remove("spatial");
        }

        if (context.Opset < 14 && node.Outputs.Count > 1)
        {
            if (node.Outputs.Skip(1).Any(o => o is not null && (o.Uses.Count > 0 || context.Graph.IsOutput(o))))
            {
                throw context.Error("its running statistics are used.");
            }

            var unused = node.Outputs.Skip(1).OfType<Value>().ToArray();
            node.TrimOutputs(1);
            foreach (var value in unused)
            {
                context.Graph.RemoveValue(value);
            }

            node.Attributes.Set("training_mode", 0);
        }
    }
}
