using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Moves square blocks of pixels into channels or back: DepthToSpace (pixel shuffle, modes DCR and CRD) and SpaceToDepth, on [N, C, H, W].</summary>
/// <param name="opType">The operator's name.</param>
internal sealed class BlockRearrangement(string opType) : IOperator
{
    public string OpType => opType;

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0, 4) is not { } x)
        {
            context.SetOutput(null);
            return;
        }

        var block = context.Attributes.Int("blocksize", 0);
        if (block is < 1 or > int.MaxValue)
        {
            throw context.Error("attribute 'blocksize' must be positive.");
        }

        var (one, two) = (SymbolicInteger.Of(block), SymbolicInteger.Of(block * block));
        var (c, h, w) = (SymbolicInteger.Of(x[1]), SymbolicInteger.Of(x[2]), SymbolicInteger.Of(x[3]));
        var (depth, height, width) = opType == "DepthToSpace" ? (c / two, h * one, w * one) : (c * two, h / one, w / one);
        if (x.Skip(1).All(d => d.IsKnown) && (depth.Number is null || height.Number is null || width.Number is null))
        {
            throw context.Error($"the lengths are no multiples of block size {block}.");
        }

        context.SetOutput(new Shape(x[0], depth.ToDimension(), height.ToDimension(), width.ToDimension()));
    }

    public void TieChannels(ChannelTies ties)
    {
        if (opType == "DepthToSpace")
        {
            LayoutTies.TieDepthToSpace(ties);
        }
        else
        {
            LayoutTies.TieSpaceToDepth(ties);
        }
    }
}
