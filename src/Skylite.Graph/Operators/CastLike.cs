using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Converts its first input's elements to the second's type.</summary>
internal sealed class CastLike : IOperator
{
    public string OpType => "CastLike";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context) => context.SetOutput(0, context.TypeOf(1), context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => AxisTies.TieIdentity(ties);
}
