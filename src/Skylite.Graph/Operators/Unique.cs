using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>The different elements, or the different slices along an axis; where each first stands, which one each place holds, and how often.</summary>
internal sealed class Unique : IOperator
{
    public string OpType => "Unique";

    public Arity Arity => new(1, 1, 1, 4);

    public void InferShapes(ShapeContext context)
    {
        var along = context.Attributes.Contains("axis");
        var x = context.ShapeOf(0);
        context.SetOutput(0, context.TypeOf(0), !along ? new Shape(Dimension.Unknown) : x?.With(x.Axis(context.Attributes.Int("axis", 0)), Dimension.Unknown));
        for (var i = 1; i <= 3; i++)
        {
            context.SetOutput(i, ElementType.Int64, new Shape(Dimension.Unknown));
        }
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("compares whole slices");
}
