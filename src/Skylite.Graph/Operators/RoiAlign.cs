using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Pools regions of interest to one size: X [N, C, H, W], regions [R, 4], their batch indices [R] → [R, C, height, width].</summary>
/// <remarks>He, Gkioxari, Dollár and Girshick, 2017.</remarks>
internal sealed class RoiAlign : IOperator
{
    public string OpType => "RoiAlign";

    public Arity Arity => Arity.Of(3);

    public void InferShapes(ShapeContext context)
    {
        var regions = context.ShapeOf(1, 2)?[0] ?? context.ShapeOf(2, 1)?[0] ?? Dimension.Unknown;
        var channels = context.ShapeOf(0, 4)?[1] ?? Dimension.Unknown;
        context.SetOutput(new Shape(regions, channels, context.Attributes.Int("output_height", 1), context.Attributes.Int("output_width", 1)));
    }

    public void TieChannels(ChannelTies ties)
    {
        ties.Pin(1, "reads it as regions");
        ties.Pin(2, "reads it as numbers of images");
        AxisTies.TieExcept(ties, a => a != 1, "pools regions over this axis");
    }
}
