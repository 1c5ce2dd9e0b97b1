using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>The k largest or smallest elements along one axis (default −1): X, k → values, places.</summary>
internal sealed class TopK : IOperator
{
    public string OpType => "TopK";

    public Arity Arity => new(2, 2, 1, 2);

    public void InferShapes(ShapeContext context)
    {
        Shape? result = null;
        if (context.ShapeOf(0) is { } x)
        {
            var k = context.ElementsOf(1) is [var only] ? only.ToDimension() : Dimension.Unknown;
            result = x.With(x.Axis(context.Attributes.Int("axis", -1)), k);
        }

        context.SetOutput(result);
        context.SetOutput(1, ElementType.Int64, result);
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TieAlong(ties, -1, "ranks these channels");
}
