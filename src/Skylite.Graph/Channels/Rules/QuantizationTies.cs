namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of QuantizeLinear and DequantizeLinear: scales and zero points go with the axis they belong to.</summary>
internal static class QuantizationTies
{
    public static void Tie(ChannelTies ties)
    {
        ties.SetMap(0, ties.Map(0));
        for (var i = 1; i <= 2; i++)
        {
            ties.Look(i);
            if (ties.ShapeOf(i) is { Rank: 1 } setting && ties.ShapeOf(0) is { } shape && !(setting[0].IsKnown && setting[0].Length == 1))
            {
                ties.Tie(ties.Points(0, shape.Axis(ties.Node.Attributes.Int("axis", 1))), ties.Points(i, 0, AxisRole.Statistic));
            }
        }
    }
}
