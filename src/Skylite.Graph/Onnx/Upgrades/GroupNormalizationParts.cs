namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>
/// GroupNormalization (operator set 18) becomes Reshape, InstanceNormalization, Reshape, Mul and Add, as PyTorch writes it for older sets.
/// </summary>
/// <remarks>Wu and He, 2018. In operator sets 18 to 20 scale and bias have one number per group, from 21 on one per channel.</remarks>
internal sealed class GroupNormalizationParts : IUpgrade
{
    public string OpType => "GroupNormalization";

    public void Apply(UpgradeContext context)
    {
        var (node, x) = (context.Node, context.Node.Input(0));
        var groups = node.Attributes.Int("num_groups", 0);
        if (x.Shape is not { Rank: > 2 } shape || context.ConstantOf(1)?.ToSingle() is not { } scale || context.ConstantOf(2)?.ToSingle() is not { } bias
            || groups < 1 || groups > scale.Length)
        {
            throw context.Error("its parameters or its input's number of axes are not known.");
        }

        if (context.Opset < 21 && shape[1].IsKnown && scale.Length == groups)
        {
            var each = (int)(shape[1].Length / groups);
            scale = [.. scale.SelectMany(s => Enumerable.Repeat(s, each))];
            bias = [.. bias.SelectMany(b => Enumerable.Repeat(b, each))];
        }

        long[] perChannel = [scale.Length, .. Enumerable.Repeat(1L, shape.Rank - 2)];
        var lengths = context.Before("Shape", "shape", x);
        var grouped = context.Before("Reshape", "grouped", x, Store(context, "groups", Tensor.Vector<long>(0, groups, -1)));
        var type = context.FloatingType();
        var ones = new float[groups];
        Array.Fill(ones, 1f);
        var normal = context.Before(
            "InstanceNormalization",
            "normal",
            grouped,
            Store(context, "ones", Tensor.Floating(type, ones, groups)),
            Store(context, "zeros", Tensor.Floating(type, new float[groups], groups)));
        normal.Producer!.Attributes.Set("epsilon", node.Attributes.Float("epsilon", 1e-5f));
        var whole = context.Before("Reshape", "whole", normal, lengths);
        var scaled = context.Before("Mul", "scaled", whole, Store(context, "scale", Tensor.Floating(type, scale, perChannel)));
        context.Replace("Add", scaled, Store(context, "bias", Tensor.Floating(type, bias, perChannel)));
    }

    private static Value Store(UpgradeContext context, string what, Tensor data) =>
        context.Graph.AddInitializer(context.Graph.FreshName($"{context.Node.Name}.{what}"), data);
}
