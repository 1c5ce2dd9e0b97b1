using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Operators whose output has the type and shape of the first input, whatever the others are: CumSum, Trilu, scatters.</summary>
/// <param name="opType">The operator's name.</param>
/// <param name="arity">How many inputs it takes.</param>
/// <param name="reason">What it does to channels; completes the sentence "node N …".</param>
/// <param name="axes">
/// The axes that it computes along, so that channels on the others pass; <see langword="null"/>, or a result of <see langword="null"/>, for all.
/// </param>
internal sealed class SameShape(string opType, Arity arity, string reason, Func<ChannelTies, int, long[]?>? axes = null) : IOperator
{
    public string OpType => opType;

    public Arity Arity => arity;

    public void InferShapes(ShapeContext context) => context.SetOutput(context.ShapeOf(0));

    public void TieChannels(ChannelTies ties)
    {
        if (ties.ShapeOf(0)?.Rank is { } rank && axes?.Invoke(ties, rank) is { } along)
        {
            AxisTies.TieExcept(ties, a => along.Contains(a) || along.Contains(a - rank), reason, loud: opType == "ReverseSequence");
        }
        else
        {
            ties.PinAll(reason);
        }
    }
}
