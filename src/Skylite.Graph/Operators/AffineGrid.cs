using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Sampling positions of affine maps: theta [N, 2, 3], size [N, C, H, W] → [N, H, W, 2], or the same with one axis more.</summary>
internal sealed class AffineGrid : IOperator
{
    public string OpType => "AffineGrid";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        var size = context.ElementsOf(1);
        context.SetOutput(size is null ? null : new Shape([size[0].ToDimension(), .. size.Skip(2).Select(e => e.ToDimension()), size.Count - 2]));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("computes positions from it");
}
