using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Normalises every channel of every sample over its spatial axes: X [N, C, …], scale and bias [C].</summary>
/// <remarks>Ulyanov, Vedaldi and Lempitsky, 2016.</remarks>
internal sealed class InstanceNormalization : IOperator
{
    public string OpType => "InstanceNormalization";

    public Arity Arity => Arity.Of(3);

    public void InferShapes(ShapeContext context)
    {
        for (var i = 1; i < 3; i++)
        {
            if (context.ShapeOf(0) is { Rank: > 1 } x && x[1].IsKnown && context.ShapeOf(i, 1) is { } p && p[0].IsKnown && p[0] != x[1])
            {
                throw context.Error($"input {i} must hold {x[1]} numbers, one per channel.");
            }
        }

        context.SetOutput(context.ShapeOf(0));
    }

    public void TieChannels(ChannelTies ties) => NormalizationTies.TieInstance(ties);
}
