using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Passes its input on.</summary>
internal sealed class Identity : IOperator, IFoldable
{
    public string OpType => "Identity";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) => context.SetOutput(context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => AxisTies.TieIdentity(ties);

    public bool Moves(int input) => true;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs) => inputs is [{ } x] ? [x] : null;
}
