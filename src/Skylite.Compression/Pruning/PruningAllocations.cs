using Skylite.Compression.Pruning.Allocation;
using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>The ways in which a ratio can be shared out among families.</summary>
public static class PruningAllocations
{
    /// <summary>Every allocation; a new one is a class and a line here.</summary>
    public static IReadOnlyList<IAllocation> All { get; } = [new UniformAllocation(), new GlobalAllocation(), new SensitivityAllocation()];

    /// <summary>Finds an allocation by its id.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static IAllocation Find(string id) => NearestNames.Find("allocation", id, All, a => a.Id);
}
