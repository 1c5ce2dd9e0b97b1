namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Upsample (up to operator set 9) and the Resize of operator set 10 sample at index ÷ scale; Resize took more inputs and modes later.</summary>
/// <param name="opType">Upsample or Resize.</param>
internal sealed class ResizeForm(string opType) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        if (opType == "Upsample" || context.Opset < 11)
        {
            var (x, scales, mode) = (context.Node.Input(0), context.Node.Input(1), context.Node.Attributes.Text("mode", "nearest"));
            var resize = context.Replace("Resize", x, null, scales);
            resize.Attributes.Set("mode", mode == "bilinear" ? "linear" : mode);
            resize.Attributes.Set("coordinate_transformation_mode", "asymmetric");
            resize.Attributes.Set("nearest_mode", "floor");
        }
    }
}
