using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Stretches axes of length 1, in both directions: data, shape.</summary>
internal sealed class Expand : IOperator, IFoldable
{
    public string OpType => "Expand";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x || context.ElementsOf(1) is not { } wanted)
        {
            context.SetOutput(null);
            return;
        }

        var target = new Shape([.. wanted.Select(w => w.ToDimension())]);
        context.SetOutput(Broadcasting.Combine(x, target) ?? throw context.Error($"the input does not broadcast to {target}."));
    }

    public void TieChannels(ChannelTies ties) => LayoutTies.TieExpand(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs) =>
        Broadcasting.Combine(inputs[0]!.Shape, Shape.Of(inputs[1]!.ToInt64())) is { } shape
            ? [StridedCopy.Expand(inputs[0]!, shape.ToLengths())]
            : null;
}
