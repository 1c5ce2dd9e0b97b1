using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Samples its input at given places: X [N, C, H, W], grid [N, H′, W′, 2] → [N, C, H′, W′]; with a depth as well from operator set 20 on.</summary>
/// <remarks>Jaderberg, Simonyan, Zisserman and Kavukcuoglu, 2015.</remarks>
internal sealed class GridSample : IOperator
{
    public string OpType => "GridSample";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context)
    {
        if (context.ShapeOf(0) is not { } x || context.ShapeOf(1, x.Rank) is not { } grid)
        {
            context.SetOutput(null);
            return;
        }

        if (x.Rank < 3 || (grid[grid.Rank - 1] is { IsKnown: true } last && last.Length != x.Rank - 2))
        {
            throw context.Error("the grid's last axis must hold one coordinate for each spatial axis of the input.");
        }

        context.SetOutput(new Shape([x[0], x[1], .. grid.Skip(1).Take(x.Rank - 2)]));
    }

    public void TieChannels(ChannelTies ties)
    {
        ties.Pin(1, "reads it as places to sample");
        AxisTies.TieExcept(ties, a => a != 1, "samples along this axis");
    }
}
