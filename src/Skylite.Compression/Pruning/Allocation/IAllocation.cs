using Skylite.Graphs;

namespace Skylite.Compression.Pruning.Allocation;

/// <summary>Decides how many groups each family keeps.</summary>
public interface IAllocation : IListed
{
    /// <summary>For each family, how many of its groups stay: at least one, at most all.</summary>
    IReadOnlyList<int> Keep(IReadOnlyList<ScoredFamily> families, AllocationOptions options);
}
