namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Reductions take their axes as an input from operator set 18 on, and as an attribute in 17.</summary>
/// <param name="opType">ReduceMean, ReduceMax, ….</param>
internal sealed class ReductionAxes(string opType) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        var node = context.Node;
        if (context.Opset < 18 || (node.HasInput(1) && context.ConstantOf(1) is null))
        {
            // axes that are computed stay an input, and the file that is written follows operator set 18
            return;
        }

        var keepAll = node.Attributes.Int("noop_with_empty_axes", 0) != 0;
        node.Attributes.Remove("noop_with_empty_axes");
        var axes = node.HasInput(1) ? context.ConstantOf(1)!.ToInt64() : [];
        node.TrimInputs(1);
        if (axes.Length > 0)
        {
            node.Attributes.Set("axes", axes);
        }
        else if (keepAll)
        {
            // with no axis to reduce, only the function of single elements is left
            var (before, after) = opType switch
            {
                "ReduceSumSquare" => ("Mul", "Identity"),
                "ReduceL1" or "ReduceL2" => ("Abs", "Identity"),
                "ReduceLogSum" => ("Identity", "Log"),
                _ => ("Identity", "Identity"),
            };
            var x = node.Input(0);
            context.Replace(after, before == "Identity" ? x : context.Before(before, "elements", before == "Mul" ? [x, x] : [x]));
        }
    }
}
