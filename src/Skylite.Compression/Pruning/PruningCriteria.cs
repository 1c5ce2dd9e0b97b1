using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>The criteria that channels can be chosen by.</summary>
public static class PruningCriteria
{
    /// <summary>Every criterion; a new one is a class and a line here.</summary>
    public static IReadOnlyList<ICriterion> All { get; } =
    [
        new L1Norm(),
        new L2Norm(),
        new BatchNormScale(),
        new GeometricMedian(),
        new Taylor(),
        new RandomScore(),
    ];

    /// <summary>Finds a criterion by its id.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static ICriterion Find(string id) => NearestNames.Find("criterion", id, All, c => c.Id);
}
