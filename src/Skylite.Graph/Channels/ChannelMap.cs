namespace Skylite.Graphs.Channels;

/// <summary>Where the points of one value lie: grids over disjoint sets of its axes. An axis in no grid keeps its length.</summary>
internal sealed class ChannelMap
{
    private readonly List<ChannelGrid> _grids;

    public ChannelMap(params IEnumerable<ChannelGrid> grids) => _grids = [.. grids];

    public IReadOnlyList<ChannelGrid> Grids => _grids;

    public ChannelGrid? GridOf(int axis) => _grids.Find(g => g.Has(axis));

    public void Add(ChannelGrid grid) => _grids.Add(grid);

    /// <summary>The same grids, none of which is zero where its points are silent.</summary>
    public ChannelMap Loud() => new(_grids.Select(g => g.With(silent: false)));

    /// <summary>The same grids over renumbered axes.</summary>
    public ChannelMap Renumber(Func<int, int> axis) => new(_grids.Select(g => g.Renumber(axis)));
}
