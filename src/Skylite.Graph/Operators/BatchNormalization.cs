using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>
/// Normalises every channel by stored statistics: X [N, C, …], scale, bias, mean and variance [C] → Y, and in training mode the new statistics.
/// </summary>
/// <remarks>Ioffe and Szegedy, 2015.</remarks>
internal sealed class BatchNormalization : IOperator
{
    public string OpType => "BatchNormalization";

    public Arity Arity => new(5, 5, 1, 3);

    public void InferShapes(ShapeContext context)
    {
        var x = context.ShapeOf(0);
        for (var i = 1; i < 5; i++)
        {
            if (x is { Rank: > 1 } && x[1].IsKnown && context.ShapeOf(i, 1) is { } p && p[0].IsKnown && p[0] != x[1])
            {
                throw context.Error($"input {i} must hold {x[1]} numbers, one per channel.");
            }
        }

        context.SetOutput(x);
        context.SetOutput(1, context.TypeOf(3), context.ShapeOf(3));
        context.SetOutput(2, context.TypeOf(4), context.ShapeOf(4));
    }

    public void TieChannels(ChannelTies ties) => NormalizationTies.TieBatch(ties);
}
