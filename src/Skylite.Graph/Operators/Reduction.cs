using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>
/// Reduces axes (default: all) to one element each. ReduceSum takes the axes as an input, the others as an attribute, unless they are computed.
/// </summary>
/// <param name="opType">ReduceSum, ReduceMean, ReduceMax, ….</param>
internal sealed class Reduction(string opType) : IOperator, IFoldable
{
    public string OpType => opType;

    public Arity Arity => new(1, 2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x)
        {
            context.SetOutput(null);
            return;
        }

        var keep = context.Attributes.Int("keepdims", 1) != 0;
        if (context.Node.HasInput(1) && context.ConstantOf(1) is null)
        {
            context.SetOutput(keep ? new Shape(new Dimension[x.Rank]) : null);
            return;
        }

        var axes = Axes(context.Node, x, context.IntegersOf(1));
        context.SetOutput(new Shape([.. x.Select((d, axis) => axes.Contains(axis) ? 1 : d).Where((_, axis) => keep || !axes.Contains(axis))]));
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieReduce(ties);

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        // only what shape arithmetic needs: the product, sum or extreme of all elements of an integer vector
        if (inputs[0] is not { Type: ElementType.Int64 } x || x.Count == 0 || Axes(node, x.Shape, inputs.ElementAtOrDefault(1)?.ToInt64()).Count < x.Rank)
        {
            return null;
        }

        var values = x.ToArray<long>();
        long? result = opType switch
        {
            "ReduceProd" => values.Aggregate(1L, (a, b) => unchecked(a * b)),
            "ReduceSum" => values.Aggregate(0L, (a, b) => unchecked(a + b)),
            "ReduceMax" => values.Max(),
            "ReduceMin" => values.Min(),
            _ => null,
        };
        var ones = Enumerable.Repeat(1L, node.Attributes.Int("keepdims", 1) != 0 ? x.Rank : 0).ToArray();
        return result is { } r ? [Tensor.Create([r], ones)] : null;
    }

    private static HashSet<int> Axes(Node node, Shape x, long[]? input)
    {
        var stated = input ?? node.Attributes.Ints("axes") ?? [];
        return stated.Count > 0 ? stated.Select(x.Axis).ToHashSet()
            : node.Attributes.Int("noop_with_empty_axes", 0) != 0 ? []
            : Enumerable.Range(0, x.Rank).ToHashSet();
    }
}
