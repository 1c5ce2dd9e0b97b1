using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Picks one element per index along one axis: data, indices → the indices' shape.</summary>
internal sealed class GatherElements : IOperator
{
    public string OpType => "GatherElements";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context) => context.SetOutput(context.ShapeOf(1));

    public void TieChannels(ChannelTies ties) => ties.PinAll("picks elements at chosen places of these channels");
}
