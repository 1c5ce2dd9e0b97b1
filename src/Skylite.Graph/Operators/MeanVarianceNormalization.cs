using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Subtracts the mean and divides by the standard deviation over given axes (default: batch and space).</summary>
internal sealed class MeanVarianceNormalization : IOperator
{
    public string OpType => "MeanVarianceNormalization";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) => context.SetOutput(context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => AxisTies.TieMeanVariance(ties);
}
