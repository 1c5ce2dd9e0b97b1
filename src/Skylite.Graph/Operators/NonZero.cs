using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>The places of all elements that are not zero, one column each.</summary>
internal sealed class NonZero : IOperator
{
    public string OpType => "NonZero";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) =>
        context.SetOutput(0, ElementType.Int64, new Shape(context.ShapeOf(0) is { } x ? x.Rank : Dimension.Unknown, Dimension.Unknown));

    public void TieChannels(ChannelTies ties) => ties.PinAll("numbers the places of its elements");
}
