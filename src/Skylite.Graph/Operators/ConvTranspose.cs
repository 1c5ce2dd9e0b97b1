using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Transposed convolution: X [N, C, …], W [C, M/group, kernel…], B [M] → [N, M, …].</summary>
internal sealed class ConvTranspose : IOperator
{
    public string OpType => "ConvTranspose";

    public Arity Arity => new(2, 3);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x || context.ShapeOf(1) is not { } w || !w.IsKnown)
        {
            context.SetOutput(null);
            return;
        }

        var group = context.Attributes.Int("group", 1);
        if (x.Rank < 3 || x.Rank != w.Rank || group < 1 || w[0].Length % group != 0 || (x[1].IsKnown && x[1] != w[0]))
        {
            throw context.Error($"the weights do not fit the input's channels with group {group}.");
        }

        var kernel = w.ToLengths()[2..];
        var window = new SlidingWindow(context, kernel);
        var extra = SlidingWindow.Read(context, "output_padding", kernel.Length, 0);
        var stated = context.Attributes.Ints("output_shape");
        var spatial = new Dimension[kernel.Length];
        for (var i = 0; i < kernel.Length; i++)
        {
            spatial[i] = stated is not null ? stated[stated.Count - kernel.Length + i] : Spread(window, x[i + 2], i, extra[i]);
        }

        context.SetOutput(new Shape([x[0], w[1].Length * group, .. spatial]));
    }

    public void TieChannels(ChannelTies ties) => ConvolutionTies.TieTransposed(ties);

    public long Macs(Node node)
    {
        var w = node.Input(1).KnownShape;
        return checked(node.Input(0).KnownShape.ElementCount * (w.ElementCount / Math.Max(1, w[0].Length)));
    }

    private static Dimension Spread(SlidingWindow window, Dimension length, int axis, long extra)
    {
        var (stride, reach) = (window.Strides[axis], ((window.Kernel[axis] - 1) * window.Dilations[axis]) + 1);
        if (window.IsSame)
        {
            return (SymbolicInteger.Of(length) * SymbolicInteger.Of(stride)).ToDimension();
        }

        var grow = extra + reach - stride - window.Pads[axis] - window.Pads[axis + window.Kernel.Length];
        return ((SymbolicInteger.Of(length) * SymbolicInteger.Of(stride)) + SymbolicInteger.Of(grow)).ToDimension();
    }
}
