using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Convolution that reads at learnt offsets: X [N, C, H, W], W [M, C/group, kernel…], offset, optional B [M] and mask → [N, M, H′, W′].</summary>
/// <remarks>Dai, Qi, Xiong, Li, Zhang, Hu and Wei, 2017; with the mask Zhu, Hu, Lin and Dai, 2019. From operator set 19 on.</remarks>
internal sealed class DeformConv : IOperator
{
    public string OpType => "DeformConv";

    public Arity Arity => new(3, 5);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x || context.ShapeOf(1) is not { IsKnown: true } w)
        {
            context.SetOutput(null);
            return;
        }

        var (group, offsets) = (context.Attributes.Int("group", 1), context.Attributes.Int("offset_group", 1));
        if (x.Rank != w.Rank || x.Rank < 3 || group < 1 || w[0].Length % group != 0 || (x[1].IsKnown && x[1].Length != w[1].Length * group)
            || offsets < 1 || (x[1].IsKnown && x[1].Length % offsets != 0))
        {
            throw context.Error($"the weights do not fit the input's channels with group {group} and offset_group {offsets}.");
        }

        var kernel = w.ToLengths()[2..];
        var taps = kernel.Aggregate(1L, (a, b) => a * b);
        if (context.ShapeOf(2, x.Rank) is { } offset && offset[1].IsKnown && offset[1].Length != offsets * taps * kernel.Length)
        {
            throw context.Error($"the offsets have {offset[1]} channels, not {offsets * taps * kernel.Length}.");
        }

        var window = new SlidingWindow(context, kernel);
        context.SetOutput(new Shape([x[0], w[0], .. kernel.Select((_, axis) => window.Slide(context, x[axis + 2], axis))]));
    }

    public long Macs(Node node)
    {
        var w = node.Input(1).KnownShape;
        return checked(node.Output(0).KnownShape.ElementCount * (w.ElementCount / Math.Max(1, w[0].Length)));
    }

    public void TieChannels(ChannelTies ties) => ConvolutionTies.TieDeformable(ties);
}
