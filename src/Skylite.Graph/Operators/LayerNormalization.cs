using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Normalises every sample over its axes from <c>axis</c> (default −1) on: X, scale, bias → Y, mean, inverse standard deviation.</summary>
/// <remarks>Ba, Kiros and Hinton, 2016.</remarks>
internal sealed class LayerNormalization : IOperator
{
    public string OpType => "LayerNormalization";

    public Arity Arity => new(2, 3, 1, 3);

    public void InferShapes(ShapeContext context)
    {
        var x = context.ShapeOf(0);
        context.SetOutput(x);
        Shape? statistics = null;
        if (x is not null)
        {
            var axis = x.Axis(context.Attributes.Int("axis", -1));
            statistics = new Shape([.. x.Select((d, i) => i < axis ? d : 1)]);
            if (context.ShapeOf(1) is { } scale && Broadcasting.Combine(x, scale) is null)
            {
                throw context.Error("the scale does not broadcast to the input.");
            }
        }

        context.SetOutput(1, ElementType.Float, statistics);
        context.SetOutput(2, ElementType.Float, statistics);
    }

    public void TieChannels(ChannelTies ties) => NormalizationTies.TieLayer(ties);
}
