using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Leaky rectifier with learnt slopes: input, slope that broadcasts to the input.</summary>
internal sealed class PRelu : IOperator
{
    public string OpType => "PRelu";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        Broadcasting.Combine(context);
        context.SetOutput(context.ShapeOf(0));
    }

    public void TieChannels(ChannelTies ties) => ties.ElementWise();
}
