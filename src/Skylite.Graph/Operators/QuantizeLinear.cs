using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Rounds to integers, per tensor or per slice of one axis (default 1): x, scale, zero point → integers of the zero point's type.</summary>
internal sealed class QuantizeLinear : IOperator
{
    public string OpType => "QuantizeLinear";

    public Arity Arity => new(2, 3);

    public void InferShapes(ShapeContext context) =>
        context.SetOutput(0, context.Node.HasInput(2) ? context.TypeOf(2) : ElementType.UInt8, context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => QuantizationTies.Tie(ties);
}
