using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Normalises along one axis (default: the last): Softmax, LogSoftmax, Hardmax, LpNormalization.</summary>
/// <param name="opType">The operator's name.</param>
internal sealed class Softmax(string opType) : IOperator
{
    public string OpType => opType;

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        context.ShapeOf(0)?.Axis(context.Attributes.Int("axis", -1));
        context.SetOutput(context.ShapeOf(0));
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieSoftmax(ties);
}
