using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Counts the n-grams of a pool: tokens [length] or [N, length] → counts [width] or [N, width].</summary>
internal sealed class TfIdfVectorizer : IOperator
{
    public string OpType => "TfIdfVectorizer";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        var places = context.Attributes.Ints("ngram_indexes") ?? throw context.Error("attribute 'ngram_indexes' is missing.");
        var width = places.DefaultIfEmpty(-1).Max() + 1;
        context.SetOutput(0, ElementType.Float, context.ShapeOf(0) is { } x ? new Shape([.. x.SkipLast(1), width]) : null);
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("counts tokens");
}
