namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>From operator set 18 on, Pad and Resize can name the axes they change; in 17 every axis has an entry.</summary>
/// <param name="opType">Pad or Resize.</param>
internal sealed class AxesForm(string opType) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        var node = context.Node;
        var stated = opType == "Pad"
            ? node.HasInput(3) ? context.ConstantOf(3)?.ToInt64() ?? throw context.Error("its axes are computed.") : null
            : node.Attributes.Ints("axes")?.ToArray();
        if (context.Opset < 18 || stated is null || (opType == "Resize" && !CanNameAll(context)))
        {
            return;
        }

        var shape = node.Input(0).Shape ?? throw context.Error("it names axes of an input whose number of axes is not known.");
        var axes = Array.ConvertAll(stated, shape.Axis);
        if (opType == "Pad")
        {
            var pads = context.ConstantOf(1)?.ToInt64() ?? throw context.Error("its pads are computed.");
            var all = new long[2 * shape.Rank];
            for (var i = 0; i < axes.Length && pads.Length == 2 * axes.Length; i++)
            {
                (all[axes[i]], all[axes[i] + shape.Rank]) = (pads[i], pads[i + axes.Length]);
            }

            context.SetInput(1, "pads", Tensor.Vector<long>(all));
            node.TrimInputs(3);
            return;
        }

        node.Attributes.Remove("axes");
        if (node.HasInput(3))
        {
            var sizes = context.ConstantOf(3)?.ToInt64() ?? throw context.Error("its sizes are computed.");
            var all = shape.Select((d, i) =>
                Array.IndexOf(axes, i) is var at and >= 0 ? sizes[at] : d.IsKnown ? d.Length : throw context.Error("it keeps an axis of unknown length."));
            context.SetInput(3, "sizes", Tensor.Vector<long>([.. all]));
        }
        else
        {
            var scales = context.ConstantOf(2)?.ToSingle() ?? throw context.Error("its scales are computed.");
            context.SetInput(2, "scales", Tensor.Vector<float>([.. shape.Select((_, i) => Array.IndexOf(axes, i) is var at and >= 0 ? scales[at] : 1)]));
        }
    }

    // A Resize keeps its axes, and is written in operator set 18, where the others cannot be named or would change what it does.
    private static bool CanNameAll(UpgradeContext context)
    {
        var node = context.Node;
        return node.Input(0).Shape is { } shape
            && node.Attributes.Text("keep_aspect_ratio_policy", "stretch") == "stretch"
            && node.Attributes.Text("coordinate_transformation_mode", "half_pixel") != "tf_crop_and_resize"
            && (node.HasInput(3) ? context.ConstantOf(3) is not null && shape.IsKnown : context.ConstantOf(2) is not null);
    }
}
