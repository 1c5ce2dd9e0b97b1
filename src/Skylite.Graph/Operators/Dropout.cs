using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Silences random elements while training, and passes its input on otherwise: input, ratio, training mode → output, mask.</summary>
internal sealed class Dropout : IOperator
{
    public string OpType => "Dropout";

    public Arity Arity => new(1, 3, 1, 2);

    public void InferShapes(ShapeContext context)
    {
        context.SetOutput(context.ShapeOf(0));
        context.SetOutput(1, ElementType.Bool, context.ShapeOf(0));
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieIdentity(ties);
}
