using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Ones on a diagonal, zeros elsewhere, in the shape of its input [rows, columns].</summary>
internal sealed class EyeLike : IOperator
{
    public string OpType => "EyeLike";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        var type = (ElementType)context.Attributes.Int("dtype", 0);
        context.SetOutput(0, type == ElementType.Undefined ? context.TypeOf(0) : type, context.ShapeOf(0, 2));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("makes a matrix of their number");
}
