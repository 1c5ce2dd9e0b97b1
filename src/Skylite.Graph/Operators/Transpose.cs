using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Orders the axes as <c>perm</c> says (default: reversed).</summary>
internal sealed class Transpose : IOperator, IFoldable
{
    public string OpType => "Transpose";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) =>
        context.SetOutput(context.ShapeOf(0) is { } x ? new Shape([.. Order(context.Node, x.Rank).Select(a => x[a])]) : null);

    public void TieChannels(ChannelTies ties) => LayoutTies.TieTranspose(ties);

    public bool Moves(int input) => true;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs) =>
        [StridedCopy.Transpose(inputs[0]!, Order(node, inputs[0]!.Rank))];

    /// <summary>For every axis of the output, the axis of the input it comes from.</summary>
    public static int[] Order(Node node, int rank)
    {
        var order = node.Attributes.Ints("perm")?.Select(a => (int)(a < 0 ? a + rank : a)).ToArray() ?? Enumerable.Range(0, rank).Reverse().ToArray();
        return order.Order().SequenceEqual(Enumerable.Range(0, rank))
            ? order
            : throw new InvalidDataException($"Node '{node.Name}' (Transpose): [{string.Join(", ", order)}] does not order {rank} axes.");
    }
}
