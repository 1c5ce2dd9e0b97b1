using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Repeats its input along every axis: data, how often.</summary>
internal sealed class Tile : IOperator, IFoldable
{
    public string OpType => "Tile";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x)
        {
            context.SetOutput(null);
            return;
        }

        var repeats = context.ElementsOf(1);
        if (repeats is not null && repeats.Count != x.Rank)
        {
            throw context.Error($"{repeats.Count} repeats for {x.Rank} axes.");
        }

        context.SetOutput(new Shape([.. x.Select((d, i) => repeats is null ? Dimension.Unknown : (SymbolicInteger.Of(d) * repeats[i]).ToDimension())]));
    }

    public void TieChannels(ChannelTies ties) => LayoutTies.TieTile(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        // each axis is seen as (repeat, length) with stride 0 over the repeats
        var (x, repeats) = (inputs[0]!, inputs[1]!.ToInt64());
        var (own, lengths) = (StridedCopy.Strides(x.Dimensions), x.Dimensions.ToArray());
        long[] dimensions = [.. lengths.SelectMany((d, i) => new[] { repeats[i], d })];
        long[] strides = [.. own.SelectMany(s => new[] { 0, s })];
        return [StridedCopy.Copy(x, 0, dimensions, strides).Reshape([.. lengths.Select((d, i) => d * repeats[i])])];
    }
}
