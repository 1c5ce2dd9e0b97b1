using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Convolution over any number of spatial axes: X [N, C, …], W [M, C/group, kernel…], B [M] → [N, M, …].</summary>
/// <param name="opType">The operator's name: Conv, or its integer forms ConvInteger and QLinearConv.</param>
/// <param name="weight">Which input is W.</param>
/// <param name="arity">How many inputs it takes.</param>
/// <param name="result">Element type of the output; X's when it is left out.</param>
internal sealed class Conv(string opType, int weight, Arity arity, ElementType? result = null) : IOperator
{
    public string OpType => opType;

    public Arity Arity => arity;

    public void InferShapes(ShapeContext context)
    {
        var type = result ?? context.TypeOf(opType == "QLinearConv" ? 7 : 0);
        if (context.ShapeOf(0) is not { } x || context.ShapeOf(weight) is not { } w || !w.IsKnown)
        {
            context.SetOutput(0, type, null);
            return;
        }

        if (x.Rank < 3 || x.Rank != w.Rank)
        {
            throw context.Error("the input and the weights must have the same number of axes, at least 3.");
        }

        var group = context.Attributes.Int("group", 1);
        if (group < 1 || w[0].Length % group != 0 || (x[1].IsKnown && x[1].Length != w[1].Length * group))
        {
            throw context.Error($"the weights do not fit the input's channels with group {group}.");
        }

        var kernel = w.ToLengths()[2..];
        if (context.Attributes.Ints("kernel_shape") is { } stated && !stated.SequenceEqual(kernel))
        {
            throw context.Error($"kernel_shape [{string.Join(", ", stated)}] is not the weights' kernel.");
        }

        var window = new SlidingWindow(context, kernel);
        var spatial = kernel.Select((_, axis) => window.Slide(context, x[axis + 2], axis));
        context.SetOutput(0, type, new Shape([x[0], w[0], .. spatial]));
    }

    public void TieChannels(ChannelTies ties)
    {
        if (opType == "Conv")
        {
            ConvolutionTies.Tie(ties);
        }
        else
        {
            ties.PinAll("computes in integers: remove channels before quantising");
        }
    }

    public long Macs(Node node)
    {
        var w = node.Input(weight).KnownShape;
        return checked(node.Output(0).KnownShape.ElementCount * (w.ElementCount / Math.Max(1, w[0].Length)));
    }
}
