using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Turns integers back to floats, per tensor or per slice of one axis (default 1): x, scale, zero point.</summary>
internal sealed class DequantizeLinear : IOperator
{
    public string OpType => "DequantizeLinear";

    public Arity Arity => new(2, 3);

    public void InferShapes(ShapeContext context) => context.SetOutput(0, ElementType.Float, context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => QuantizationTies.Tie(ties);
}
