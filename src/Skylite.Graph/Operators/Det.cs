using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Determinants of the square matrices in the last two axes.</summary>
internal sealed class Det : IOperator
{
    public string OpType => "Det";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) =>
        context.SetOutput(context.ShapeOf(0) is { Rank: >= 2 } x ? new Shape([.. x.SkipLast(2)]) : null);

    public void TieChannels(ChannelTies ties) => ties.PinAll("computes a determinant of them");
}
