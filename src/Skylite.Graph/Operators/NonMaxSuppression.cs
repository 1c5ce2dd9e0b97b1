using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Keeps the best boxes of each class: boxes [N, B, 4], scores [N, C, B], most, overlap, threshold → [kept, 3] of image, class and box.</summary>
internal sealed class NonMaxSuppression : IOperator
{
    public string OpType => "NonMaxSuppression";

    public Arity Arity => new(2, 5);

    public void InferShapes(ShapeContext context)
    {
        context.ShapeOf(0, 3);
        context.ShapeOf(1, 3);
        context.SetOutput(0, ElementType.Int64, new Shape(Dimension.Unknown, 3));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("chooses among boxes and classes");
}
