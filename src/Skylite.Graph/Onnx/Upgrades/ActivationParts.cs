namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Activations that operator sets after 17 added become the functions they are made of.</summary>
/// <param name="opType">Gelu (operator set 20) or Mish (18).</param>
internal sealed class ActivationParts(string opType) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        var x = context.Node.Input(0);
        if (opType == "Mish")
        {
            context.Replace("Mul", x, context.Before("Tanh", "tanh", context.Before("Softplus", "softplus", x)));
            return;
        }

        Value gate;
        if (context.Node.Attributes.Text("approximate", "none") == "tanh")
        {
            // 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), Hendrycks and Gimpel, 2016
            var cube = context.Before("Mul", "cube", x, context.Before("Mul", "square", x, x));
            var sum = context.Before("Add", "sum", x, context.Before("Mul", "cubic", cube, Number(context, "c3", 0.044715)));
            gate = context.Before("Tanh", "tanh", context.Before("Mul", "inner", sum, Number(context, "c1", Math.Sqrt(2 / Math.PI))));
        }
        else
        {
            gate = context.Before("Erf", "erf", context.Before("Div", "inner", x, Number(context, "root", Math.Sqrt(2))));
        }

        var half = context.Before("Mul", "half", x, Number(context, "c", 0.5));
        context.Replace("Mul", half, context.Before("Add", "gate", gate, Number(context, "one", 1)));
    }

    private static Value Number(UpgradeContext context, string what, double value) =>
        context.Graph.AddInitializer(
            context.Graph.FreshName($"{context.Node.Name}.{what}"),
            Tensor.Number(context.FloatingType(), value));
}
