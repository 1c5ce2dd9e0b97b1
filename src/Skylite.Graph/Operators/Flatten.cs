using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Joins the axes before <c>axis</c> (default 1) into one and those from it on into another.</summary>
internal sealed class Flatten : IOperator, IFoldable
{
    public string OpType => "Flatten";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x)
        {
            context.SetOutput(new Shape(Dimension.Unknown, Dimension.Unknown));
            return;
        }

        var axis = Axis(context.Node, x.Rank);
        context.SetOutput(new Shape(
            SymbolicInteger.Product(x.Take(axis)).ToDimension(),
            SymbolicInteger.Product(x.Skip(axis)).ToDimension()));
    }

    public void TieChannels(ChannelTies ties) => ReshapeTies.Tie(ties);

    public bool Moves(int input) => true;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var x = inputs[0]!;
        var axis = Axis(node, x.Rank);
        return [x.Reshape(Shape.Of(x.Dimensions[..axis]).ElementCount, Shape.Of(x.Dimensions[axis..]).ElementCount)];
    }

    private static int Axis(Node node, int rank)
    {
        var axis = node.Attributes.Int("axis", 1);
        axis += axis < 0 ? rank : 0;
        return axis >= 0 && axis <= rank ? (int)axis : throw new InvalidDataException($"Node '{node.Name}' (Flatten): axis {axis} lies outside {rank} axes.");
    }
}
