using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Keeps the slices of one axis (or of all elements in a row) whose condition holds.</summary>
internal sealed class Compress : IOperator
{
    public string OpType => "Compress";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        var shape = !context.Attributes.Contains("axis") ? new Shape(Dimension.Unknown)
            : context.ShapeOf(0) is { } x ? x.With(x.Axis(context.Attributes.Int("axis", 0)), Dimension.Unknown)
            : null;
        context.SetOutput(shape);
    }

    public void TieChannels(ChannelTies ties)
    {
        if (ties.Node.Attributes.Contains("axis"))
        {
            AxisTies.TieAlong(ties, 0, "chooses among these channels");
        }
        else
        {
            ties.PinAll("chooses among all elements in a row");
        }
    }
}
