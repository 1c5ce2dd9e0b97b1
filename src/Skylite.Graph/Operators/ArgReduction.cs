using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Place of the extreme element along one axis (default 0): ArgMax, ArgMin.</summary>
/// <param name="opType">The operator's name.</param>
internal sealed class ArgReduction(string opType) : IOperator
{
    public string OpType => opType;

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        Shape? result = null;
        if (context.ShapeOf(0) is { } x)
        {
            var axis = x.Axis(context.Attributes.Int("axis", 0));
            result = context.Attributes.Int("keepdims", 1) != 0 ? x.With(axis, 1) : new Shape([.. x.Where((_, i) => i != axis)]);
        }

        context.SetOutput(0, ElementType.Int64, result);
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieArg(ties);
}
