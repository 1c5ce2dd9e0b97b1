using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Limits every element to a range: input, least and greatest value (scalars, each may be left out).</summary>
internal sealed class Clip : IOperator
{
    public string OpType => "Clip";

    public Arity Arity => new(1, 3);

    public void InferShapes(ShapeContext context) => context.SetOutput(context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => AxisTies.TieClip(ties);
}
