using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Inserts axes of length 1: data, their numbers in the output.</summary>
internal sealed class Unsqueeze : IOperator, IFoldable
{
    public string OpType => "Unsqueeze";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is { } x && context.IntegersOf(1) is { } axes)
        {
            context.SetOutput(new Shape([.. Insert<Dimension>(context.Node, x.ToArray(), axes, 1)]));
            return;
        }

        context.SetOutput(null);
    }

    public void TieChannels(ChannelTies ties) => ReshapeTies.Tie(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs) =>
        [inputs[0]!.Reshape(Insert(node, inputs[0]!.Dimensions.ToArray(), inputs[1]!.ToInt64(), 1L))];

    private static T[] Insert<T>(Node node, T[] lengths, long[] axes, T one)
    {
        var rank = lengths.Length + axes.Length;
        var inserted = axes.Select(a => a < 0 ? a + rank : a).ToHashSet();
        if (inserted.Count != axes.Length || inserted.Any(a => a < 0 || a >= rank))
        {
            throw new InvalidDataException($"Node '{node.Name}' (Unsqueeze): [{string.Join(", ", axes)}] are not axes of a result with {rank} axes.");
        }

        var next = 0;
        var result = new T[rank];
        for (var i = 0; i < rank; i++)
        {
            result[i] = inserted.Contains(i) ? one : lengths[next++];
        }

        return result;
    }
}
