using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Picks slices by index tuples: data, indices […, depth] → […, what the tuples leave of the data].</summary>
internal sealed class GatherND : IOperator
{
    public string OpType => "GatherND";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        var batch = context.Attributes.Int("batch_dims", 0);
        if (context.ShapeOf(0) is not { } data || context.ShapeOf(1) is not { Rank: > 0 } indices || !indices[indices.Rank - 1].IsKnown)
        {
            context.SetOutput(null);
            return;
        }

        var depth = indices[indices.Rank - 1].Length;
        if (batch < 0 || batch + depth > data.Rank || batch >= indices.Rank)
        {
            throw context.Error("the index tuples are longer than the data has axes.");
        }

        context.SetOutput(new Shape([.. indices.SkipLast(1), .. data.Skip((int)(batch + depth))]));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("picks slices at chosen places of these channels");
}
