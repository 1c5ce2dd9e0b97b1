using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Gives the elements other axis lengths: data, shape; 0 keeps a length (unless <c>allowzero</c>) and −1 takes what is left.</summary>
internal sealed class Reshape : IOperator, IFoldable
{
    public string OpType => "Reshape";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ElementsOf(1) is not { } wanted)
        {
            var rank = context.ShapeOf(1, 1) is { IsKnown: true } one && one[0].Length <= 64 ? (int?)one[0].Length : null;
            context.SetOutput(rank is { } r ? new Shape(new Dimension[r]) : null);
            return;
        }

        if (wanted.Count(w => w.Number == -1) > 1 || wanted.Any(w => w.Number < -1))
        {
            throw context.Error($"[{string.Join(", ", wanted)}] is not a shape to take.");
        }

        context.SetOutput(Resolve(context, wanted));
    }

    public void TieChannels(ChannelTies ties) => ReshapeTies.Tie(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var (data, wanted) = (inputs[0]!, inputs[1]!.ToInt64());
        var zero = node.Attributes.Int("allowzero", 0) != 0;
        var dimensions = wanted.Select((w, i) => w == 0 && !zero ? data.Dimensions[i] : w).ToArray();
        var rest = dimensions.Where(d => d != -1).Aggregate(1L, (a, b) => checked(a * b));
        if (Array.IndexOf(dimensions, -1) is var free and >= 0)
        {
            dimensions[free] = rest == 0 ? 0 : data.Count / rest;
        }

        return Shape.Of(dimensions).ElementCount == data.Count ? [data.Reshape(dimensions)] : null;
    }

    private static Shape Resolve(ShapeContext context, IReadOnlyList<SymbolicInteger> wanted)
    {
        var data = context.ShapeOf(0);
        var keepZero = context.Attributes.Int("allowzero", 0) != 0;
        var lengths = new SymbolicInteger[wanted.Count];
        var (product, free) = (SymbolicInteger.Of(1), -1);
        for (var i = 0; i < lengths.Length; i++)
        {
            if (wanted[i].Number == -1)
            {
                free = i;
                continue;
            }

            lengths[i] = wanted[i].Number != 0 || keepZero ? wanted[i]
                : data is null ? SymbolicInteger.Unknown
                : i < data.Rank ? SymbolicInteger.Of(data[i])
                : throw context.Error($"length {i} of the new shape is to be kept, but the input has {data.Rank} axes.");
            product *= lengths[i];
        }

        var total = data is null ? SymbolicInteger.Unknown : SymbolicInteger.Product(data);
        if (free >= 0)
        {
            lengths[free] = product.Number == 0 ? SymbolicInteger.Of(0) : Rest(data, wanted, total / product, keepZero);
        }

        if (total.Number is { } count && product.Number is { } taken && (free < 0 ? taken != count : taken != 0 && count % taken != 0))
        {
            throw context.Error($"{count} elements do not fit the shape [{string.Join(", ", wanted)}].");
        }

        return new Shape(Array.ConvertAll(lengths, l => l.ToDimension()));
    }

    /// <summary>What −1 stands for. Where a length is unknown on both sides (kept by 0), it cancels out.</summary>
    private static SymbolicInteger Rest(Shape? data, IReadOnlyList<SymbolicInteger> wanted, SymbolicInteger quotient, bool keepZero)
    {
        if (quotient != SymbolicInteger.Unknown || data is null || keepZero)
        {
            return quotient;
        }

        var left = SymbolicInteger.Product(data.Where((_, i) => i >= wanted.Count || wanted[i].Number != 0));
        return wanted.Where(w => w.Number is not (0 or -1)).Aggregate(left, (rest, w) => rest / w);
    }
}
