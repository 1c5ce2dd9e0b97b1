using Skylite.Compression.Pruning.Allocation;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;

namespace Skylite.Compression.Pruning;

/// <summary>The groups of a graph with their scores, from which prunings of any ratio follow.</summary>
public sealed class PruningPlan
{
    private readonly Graph _original;
    private readonly PruneOptions _options;
    private readonly ChannelGroups _groups;
    private readonly ScoredFamily[] _families;
    private readonly double[] _scores;

    /// <summary>Finds the groups of a graph and scores them.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="options">How channels are chosen; the ratio is ignored.</param>
    /// <param name="evidence">What the criterion may know besides the weights.</param>
    /// <exception cref="InvalidDataException">The graph is not sound, or the evidence lacks what the criterion needs.</exception>
    public PruningPlan(Graph graph, PruneOptions options, Evidence evidence)
    {
        (_original, _options) = (graph, options);
        _groups = ChannelGroups.Of(Prepare(graph), options.Channels);
        _families = [.. _groups.Families.Select(f => Score(f, evidence))];
        _scores = new double[_groups.Count];
        foreach (var family in _families)
        {
            for (var i = 0; i < family.Count; i++)
            {
                _scores[family.Family.Groups[i]] = family.Scores[i];
            }
        }
    }

    /// <summary>The families with the scores of their groups.</summary>
    public IReadOnlyList<ScoredFamily> Families => _families;

    /// <summary>Channels that could not be removed, with reasons.</summary>
    public IReadOnlyList<PinnedChannels> Pinned => _groups.Pinned;

    /// <summary>
    /// How many groups each family keeps at a ratio, in the order of <see cref="Families"/>. Two ratios with the same numbers give the same pruning.
    /// </summary>
    /// <param name="ratio">Share of the channels to remove, 0 … 1.</param>
    public IReadOnlyList<int> Keep(double ratio) => _options.Allocation.Keep(_families, _options.Amount with { Ratio = ratio });

    /// <summary>A copy of a graph with constants where they belong and every shape inferred, ready for finding its channels.</summary>
    public static Graph Prepare(Graph graph)
    {
        var copy = graph.Clone();
        new FoldConstants().Apply(copy);
        ShapeInference.Run(copy);
        new WrittenTargets().Apply(copy);
        new GatherShuffles().Apply(copy);
        return copy;
    }

    /// <summary>
    /// The families that keep less at the heavier of two ratios, with what they keep at the lighter. Those come first that lose the largest share of themselves
    /// by the step, as narrow layers do where numbers of channels are rounded.
    /// </summary>
    /// <param name="lighter">Share of the channels to remove, 0 … 1.</param>
    /// <param name="heavier">A larger share.</param>
    public IReadOnlyList<(int Family, int Keep)> Between(double lighter, double heavier)
    {
        var (more, less) = (Keep(lighter), Keep(heavier));
        return [.. Enumerable.Range(0, more.Count)
            .Where(i => more[i] > less[i])
            .OrderByDescending(i => (double)(more[i] - less[i]) / _families[i].Original)
            .Select(i => (i, more[i]))];
    }

    /// <summary>Prunes a fresh copy of the graph.</summary>
    /// <param name="ratio">Share of the channels to remove, 0 … 1.</param>
    /// <param name="keep">How many groups each family keeps, where that is not what follows from the ratio.</param>
    public PruneResult Apply(double ratio, IReadOnlyList<int>? keep = null) =>
        Apply(ratio, keep ?? Keep(ratio), ChannelGroups.Of(_groups.Graph.Clone(), _options.Channels));

    /// <summary>Prunes the plan's own copy of the graph, after which the plan cannot be used again.</summary>
    internal PruneResult ApplyOnce(double ratio) => Apply(ratio, Keep(ratio), _groups);

    private PruneResult Apply(double ratio, IReadOnlyList<int> keep, ChannelGroups groups)
    {
        var removed = Choose(keep);
        var bands = groups.Graph.Inputs.Select(i => (i.Name, Left: groups.BandsLeft(i, removed)))
            .Where(b => b.Left is not null)
            .ToDictionary(b => b.Name, b => b.Left!, StringComparer.Ordinal);
        var graph = removed.Count == 0 ? _original.Clone() : Remove(groups, removed);
        return new PruneResult
        {
            Original = _original,
            Graph = graph,
            Removed = [.. removed.Order()],
            Ratio = ratio,
            Families = [.. _families.Select(f => Describe(f, removed))],
            Pinned = _groups.Pinned,
            OriginalCounts = _families.ToDictionary(f => f.Family.Name, f => f.Original, StringComparer.Ordinal),
            Channels = _options.Channels,
            BandsLeft = bands,
        };
    }

    private static Graph Remove(ChannelGroups groups, HashSet<int> removed)
    {
        ChannelRemoval.Remove(groups, removed);
        new RemoveDeadNodes().Apply(groups.Graph);
        return groups.Graph;
    }

    private HashSet<int> Choose(IReadOnlyList<int> keep)
    {
        var removed = new HashSet<int>();
        foreach (var (i, family) in _families.Index())
        {
            var weakest = Enumerable.Range(0, family.Count).OrderBy(g => family.Scores[g]).Take(family.Count - keep[i]);
            removed.UnionWith(weakest.Select(g => family.Family.Groups[g]));
        }

        foreach (var ids in _groups.Exclusive.Where(ids => Array.TrueForAll(ids, removed.Contains)))
        {
            removed.Remove(ids.MaxBy(id => _scores[id]));
        }

        return removed;
    }

    private static PrunedFamily Describe(ScoredFamily family, HashSet<int> removed)
    {
        var gone = family.Family.Groups.Count(removed.Contains);
        return new PrunedFamily(family.Family.Name, family.Count * family.Family.Width, (family.Count - gone) * family.Family.Width, family.Family.Producers);
    }

    private ScoredFamily Score(ChannelFamily family, Evidence evidence)
    {
        var scores = _options.Criterion.Score(family, evidence);
        if (scores.Length != family.Groups.Count || !Array.TrueForAll(scores, double.IsFinite))
        {
            throw new InvalidDataException(
                $"Criterion '{_options.Criterion.Id}' gives no finite score for every channel of '{family.Name}'. "
                + "Do the weights or gradients hold infinities?");
        }

        var original = Math.Max(family.Groups.Count, _options.OriginalCounts.GetValueOrDefault(family.Name));
        return new ScoredFamily(family, scores, _options.Criterion.IsComparable, original);
    }
}
