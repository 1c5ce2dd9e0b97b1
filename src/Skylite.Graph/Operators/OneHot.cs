using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Marks one place along a new axis (default: last): indices, length of the axis, values for elsewhere and for the place.</summary>
internal sealed class OneHot : IOperator
{
    public string OpType => "OneHot";

    public Arity Arity => Arity.Of(3);

    public void InferShapes(ShapeContext context)
    {
        Shape? result = null;
        if (context.ShapeOf(0) is { } indices)
        {
            var axis = context.Attributes.Int("axis", -1);
            axis += axis < 0 ? indices.Rank + 1 : 0;
            if (axis < 0 || axis > indices.Rank)
            {
                throw context.Error($"axis {axis} lies outside the result.");
            }

            var depth = context.ElementsOf(1) is [var only] ? only.ToDimension() : Dimension.Unknown;
            result = new Shape([.. indices.Take((int)axis), depth, .. indices.Skip((int)axis)]);
        }

        context.SetOutput(0, context.TypeOf(2), result);
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("reads it as indices and settings");
}
