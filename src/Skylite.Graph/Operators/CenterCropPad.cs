using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Cuts off or fills up around the centre: data, lengths of all axes or of those that <c>axes</c> names.</summary>
internal sealed class CenterCropPad : IOperator
{
    public string OpType => "CenterCropPad";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x)
        {
            context.SetOutput(null);
            return;
        }

        var axes = context.Attributes.Ints("axes")?.Select(x.Axis).ToArray() ?? [.. Enumerable.Range(0, x.Rank)];
        var lengths = context.ElementsOf(1);
        if (lengths is not null && lengths.Count != axes.Length)
        {
            throw context.Error($"{lengths.Count} lengths for {axes.Length} axes.");
        }

        for (var i = 0; i < axes.Length; i++)
        {
            x = x.With(axes[i], lengths is null ? Dimension.Unknown : lengths[i].ToDimension());
        }

        context.SetOutput(x);
    }

    public void TieChannels(ChannelTies ties)
    {
        var (from, to) = (ties.ShapeOf(0), ties.OutputShape(0));
        if (from is null || to is null)
        {
            ties.PinAll("crops to an unknown shape");
            return;
        }

        AxisTies.TieExcept(ties, a => !from[a].IsKnown || from[a] != to[a], "crops or fills up this axis");
    }
}
