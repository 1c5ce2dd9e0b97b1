namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Operator set 20 renamed the modes of GridSample.</summary>
internal sealed class GridSampleMode : IUpgrade
{
    public string OpType => "GridSample";

    public void Apply(UpgradeContext context)
    {
        if (context.Opset >= 20)
        {
            var mode = context.Node.Attributes.Text("mode", "linear");
            context.Node.Attributes.Set("mode", mode switch { "linear" => "bilinear", "cubic" => "bicubic", _ => mode });
        }
    }
}
