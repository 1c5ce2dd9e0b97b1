using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Rounds to unsigned bytes with a scale taken from the data: x → integers, scale, zero point.</summary>
internal sealed class DynamicQuantizeLinear : IOperator
{
    public string OpType => "DynamicQuantizeLinear";

    public Arity Arity => new(1, 1, 3, 3);

    public void InferShapes(ShapeContext context)
    {
        context.SetOutput(0, ElementType.UInt8, context.ShapeOf(0));
        context.SetOutput(1, ElementType.Float, Shape.Scalar);
        context.SetOutput(2, ElementType.UInt8, Shape.Scalar);
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("takes its scale from all channels: remove channels before quantising");
}
