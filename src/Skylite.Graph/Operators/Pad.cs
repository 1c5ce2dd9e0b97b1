using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>
/// Adds elements around its input (or takes them away): data, how many before and after every axis, the constant, and the axes they belong to.
/// </summary>
internal sealed class Pad : IOperator
{
    public string OpType => "Pad";

    public Arity Arity => new(2, 4);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x)
        {
            context.SetOutput(null);
            return;
        }

        var pads = context.ElementsOf(1);
        var axes = context.IntegersOf(3)?.Select(x.Axis).ToArray() ?? Enumerable.Range(0, x.Rank).ToArray();
        if (pads is null || (context.Node.HasInput(3) && context.ConstantOf(3) is null))
        {
            context.SetOutput(new Shape(new Dimension[x.Rank]));
            return;
        }

        if (pads.Count != 2 * axes.Length)
        {
            throw context.Error($"{pads.Count} pads for {axes.Length} axes.");
        }

        var result = x.ToArray();
        for (var i = 0; i < axes.Length; i++)
        {
            var length = SymbolicInteger.Of(x[axes[i]]) + pads[i] + pads[i + axes.Length];
            result[axes[i]] = length.Number < 0 ? throw context.Error($"the pads leave less than nothing of axis {axes[i]}.") : length.ToDimension();
        }

        context.SetOutput(new Shape(result));
    }

    public void TieChannels(ChannelTies ties) => LayoutTies.TiePad(ties);
}
