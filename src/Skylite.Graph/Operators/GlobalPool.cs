using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Pools all spatial axes to length 1: X [N, C, …] → [N, C, 1, …].</summary>
/// <param name="opType">GlobalAveragePool, GlobalMaxPool or GlobalLpPool.</param>
internal sealed class GlobalPool(string opType) : IOperator
{
    public string OpType => opType;

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is { Rank: < 2 })
        {
            throw context.Error("the input needs a batch and a channel axis.");
        }

        context.SetOutput(context.ShapeOf(0) is { } x ? new Shape([.. x.Select((d, axis) => axis < 2 ? d : 1)]) : null);
    }

    public void TieChannels(ChannelTies ties) => AxisTies.TiePool(ties);
}
