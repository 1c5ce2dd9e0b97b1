using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Chooses between two inputs, element by element: condition, value where true, value where false.</summary>
internal sealed class Where : IOperator, IFoldable
{
    public string OpType => "Where";

    public Arity Arity => Arity.Of(3);

    public void InferShapes(ShapeContext context) => context.SetOutput(0, context.TypeOf(1), Broadcasting.Combine(context));

    public void TieChannels(ChannelTies ties) => ties.ElementWise();

    public bool Moves(int input) => input > 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        if (inputs is not [{ Type: ElementType.Bool } condition, { } yes, { } no] || yes.Type != no.Type
            || Broadcasting.Combine(yes.Shape, no.Shape) is not { } both || Broadcasting.Combine(condition.Shape, both) is not { } shape)
        {
            return null;
        }

        var dimensions = shape.ToLengths();
        var choice = StridedCopy.Expand(condition, dimensions).Bytes.Span;
        var bytes = StridedCopy.Expand(yes, dimensions).Bytes.ToArray();
        var other = StridedCopy.Expand(no, dimensions).Bytes.Span;
        var size = yes.Type.Size();
        for (var i = 0; i < choice.Length; i++)
        {
            if (choice[i] == 0)
            {
                other.Slice(i * size, size).CopyTo(bytes.AsSpan(i * size));
            }
        }

        return [new Tensor(yes.Type, dimensions, bytes)];
    }
}
