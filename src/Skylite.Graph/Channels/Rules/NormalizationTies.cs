namespace Skylite.Graphs.Channels.Rules;

/// <summary>Ties of normalisations: those that treat channels one by one follow, those that compute a mean over channels fix them.</summary>
internal static class NormalizationTies
{
    /// <summary>Why the channels of a normalised axis stay.</summary>
    internal const string Mixes = "computes its mean over these channels, which removal would change";

    /// <summary>BatchNormalization: scale, shift, mean and variance go with the channels of axis 1.</summary>
    public static void TieBatch(ChannelTies ties)
    {
        var points = ties.Points(0, 1);
        var map = new ChannelMap(ties.Map(0).Grids.Where(g => !g.Has(1)));
        AxisRole[] roles = [AxisRole.Scale, AxisRole.Shift, AxisRole.Statistic, AxisRole.Statistic];
        for (var i = 0; i < roles.Length; i++)
        {
            ties.Tie(points, ties.Points(i + 1, 0, roles[i]));
        }

        ties.SetMap(0, map.Loud());
        ties.SetOutput(0, 1, points, silent: true);
    }

    /// <summary>InstanceNormalization: scale and shift go with the channels of axis 1; the statistics run over the axes after it.</summary>
    public static void TieInstance(ChannelTies ties)
    {
        if (ties.Options.Approximate && WideGroups(ties) is { } grid)
        {
            // A group normalisation of few wide groups, written out: all groups stay and lose the same positions.
            ties.SetMap(0, new ChannelMap((grid.Has(1) ? ties.State.Points.Collapse(grid, 1, string.Empty)! : grid).With(silent: false)));
            return;
        }

        ties.Fix(0, a => a > 1, "computes its mean over this axis");
        var points = ties.Points(0, 1);
        ties.Tie(points, ties.Points(1, 0, AxisRole.Scale));
        ties.Tie(points, ties.Points(2, 0, AxisRole.Shift));
        ties.SetOutput(0, 1, points, silent: true);
    }

    // The points of an input whose channels lie in groups along axis 1 and, more of them, along the axis that the mean runs over.
    private static ChannelGrid? WideGroups(ChannelTies ties)
    {
        if (ties.ShapeOf(0) is { Rank: 3 } shape && shape[1].IsKnown && shape[1].Length == 1)
        {
            return ties.Map(0).GridOf(2);
        }

        if (ties.Map(0).GridOf(1) is not { Axes.Length: 2 } grid || grid.Axes[0] != 1)
        {
            return null;
        }

        var first = grid.Points[..grid.Lengths[1]].Select(ties.State.Points.Find).Distinct().Count();
        return first > grid.Lengths[0] ? grid : null;
    }

    /// <summary>LayerNormalization: every axis from <c>axis</c> on is fixed, unless approximation is allowed.</summary>
    public static void TieLayer(ChannelTies ties)
    {
        var rank = ties.ShapeOf(0)?.Rank ?? 0;
        var from = rank == 0 ? 0 : ties.ShapeOf(0)!.Axis(ties.Node.Attributes.Int("axis", -1));
        if (ties.Options.Approximate && from == rank - 1)
        {
            var points = ties.Points(0, from);
            ties.Tie(points, ties.Points(1, 0, AxisRole.Scale));
            if (ties.Node.HasInput(2))
            {
                ties.Tie(points, ties.Points(2, 0, AxisRole.Shift));
            }

            ties.SetMap(0, new ChannelMap(ties.Map(0).Grids.Where(g => !g.Has(from))));
            ties.SetOutput(0, from, points, silent: true);
            return;
        }

        ties.Pin(1, Mixes);
        ties.Pin(2, Mixes);
        AxisTies.TieExcept(ties, a => a >= from, Mixes, loud: true);
    }

    /// <summary>LRN: the window runs over neighbouring channels.</summary>
    public static void TieLocalResponse(ChannelTies ties) => AxisTies.TieExcept(ties, a => a == 1, "mixes neighbouring channels");
}
