using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>
/// Einstein's summation over any number of inputs, by an equation such as <c>bhid,bhjd->bhij</c>; "..." stands for leading axes that broadcast.
/// </summary>
internal sealed class Einsum : IOperator
{
    public string OpType => "Einsum";

    public Arity Arity => new(1, Arity.Many);

    public void InferShapes(ShapeContext context)
    {
        var equation = EinsumEquation.Of(context.Node);
        if (equation.Count != context.Node.Inputs.Count)
        {
            throw context.Error($"the equation has {equation.Count} terms for {context.Node.Inputs.Count} inputs.");
        }

        var lengths = new Dictionary<int, Dimension>();
        for (var i = 0; i < equation.Count; i++)
        {
            if (context.ShapeOf(i) is not { } shape)
            {
                context.SetOutput(null);
                return;
            }

            var labels = equation.Labels(i, shape.Rank) ?? throw context.Error($"term {i + 1} does not name the axes of {shape}.");
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                lengths[labels[axis]] = lengths.TryGetValue(labels[axis], out var known) ? Agree(context, known, shape[axis]) : shape[axis];
            }
        }

        var free = lengths.Keys.Count(label => label < 0);
        context.SetOutput(new Shape([.. equation.Result(free).Select(label =>
            lengths.TryGetValue(label, out var length) ? length : throw context.Error($"'{(char)label}' stands in no term."))]));
    }

    /// <remarks>As a matrix product: every combination of all indices once, where there is something to multiply.</remarks>
    public long Macs(Node node)
    {
        if (node.Inputs.Count < 2)
        {
            return 0;
        }

        var equation = EinsumEquation.Of(node);
        var lengths = new Dictionary<int, long>();
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            var shape = node.Input(i).KnownShape;
            foreach (var (label, length) in equation.Labels(i, shape.Rank)!.Zip(shape))
            {
                lengths[label] = Math.Max(lengths.GetValueOrDefault(label), length.Length);
            }
        }

        return lengths.Values.Aggregate(1L, (a, b) => checked(a * b));
    }

    public void TieChannels(ChannelTies ties) => EinsumTies.Tie(ties);

    private static Dimension Agree(ShapeContext context, Dimension a, Dimension b)
    {
        if (a.IsKnown && b.IsKnown && a != b && a.Length != 1 && b.Length != 1)
        {
            throw context.Error($"the same index runs over {a} and {b}.");
        }

        return (a.IsKnown && a.Length != 1) || (b.IsKnown && b.Length == 1) ? a : b;
    }
}
