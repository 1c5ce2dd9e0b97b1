using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Adds blocks back to an image: [N, C · block, blocks], image shape, block shape → [N, C, image…].</summary>
internal sealed class Col2Im : IOperator
{
    public string OpType => "Col2Im";

    public Arity Arity => Arity.Of(3);

    public void InferShapes(ShapeContext context)
    {
        Shape? result = null;
        if (context.ShapeOf(0, 3) is { } x && context.ElementsOf(1) is { } image)
        {
            var block = context.IntegersOf(2)?.Aggregate(1L, (a, b) => a * b);
            var channels = block is > 0 and var size && x[1].IsKnown ? x[1].Length / size : Dimension.Unknown;
            result = new Shape([x[0], channels, .. image.Select(e => e.ToDimension())]);
        }

        context.SetOutput(result);
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("folds blocks into channels");
}
