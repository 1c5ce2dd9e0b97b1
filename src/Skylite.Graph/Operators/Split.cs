using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Cuts its input along one axis (default 0): X, lengths of the parts (equal parts when left out).</summary>
internal sealed class Split : IOperator, IFoldable
{
    public string OpType => "Split";

    public Arity Arity => new(1, 2, 1, Arity.Many);

    public void InferShapes(ShapeContext context)
    {
        var x = context.ShapeOf(0);
        var parts = x is null ? null : Parts(context, x[x.Axis(context.Attributes.Int("axis", 0))]);
        for (var i = 0; i < context.Node.Outputs.Count; i++)
        {
            context.SetOutput(i, context.TypeOf(0), x?.With(x.Axis(context.Attributes.Int("axis", 0)), parts![i]));
        }
    }

    public void TieChannels(ChannelTies ties) => TakeTies.TieSplit(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var x = inputs[0]!;
        var axis = x.Shape.Axis(node.Attributes.Int("axis", 0));
        var lengths = inputs.ElementAtOrDefault(1)?.ToInt64()
            ?? Enumerable.Repeat(x.Dimensions[axis] / node.Outputs.Count, node.Outputs.Count).ToArray();
        if (lengths.Length != node.Outputs.Count || lengths.Sum() != x.Dimensions[axis] || lengths.Any(l => l < 0))
        {
            return null;
        }

        var strides = StridedCopy.Strides(x.Dimensions);
        var results = new List<Tensor>();
        long start = 0;
        foreach (var length in lengths)
        {
            var dimensions = x.Dimensions.ToArray();
            dimensions[axis] = length;
            results.Add(StridedCopy.Copy(x, start * strides[axis], dimensions, strides));
            start += length;
        }

        return results;
    }

    private static Dimension[] Parts(ShapeContext context, Dimension length)
    {
        var count = context.Node.Outputs.Count;
        if (context.Node.HasInput(1))
        {
            if (context.IntegersOf(1) is not { } lengths)
            {
                return new Dimension[count];
            }

            if (lengths.Length != count || Array.Exists(lengths, l => l < 0) || (length.IsKnown && lengths.Sum() != length.Length))
            {
                throw context.Error($"the parts [{string.Join(", ", lengths)}] do not make up {length} for {count} outputs.");
            }

            return Array.ConvertAll(lengths, Dimension.Of);
        }

        if (length.IsKnown && length.Length % count != 0)
        {
            throw context.Error($"{length} cannot be cut into {count} equal parts.");
        }

        return Enumerable.Repeat((SymbolicInteger.Of(length) / SymbolicInteger.Of(count)).ToDimension(), count).ToArray();
    }
}
