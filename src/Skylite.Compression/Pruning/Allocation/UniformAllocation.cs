namespace Skylite.Compression.Pruning.Allocation;

/// <summary>The same share of every family.</summary>
public sealed class UniformAllocation : IAllocation
{
    /// <inheritdoc/>
    public string Id => "uniform";

    /// <inheritdoc/>
    public string Summary => "The same share of the channels of every layer.";

    /// <inheritdoc/>
    public IReadOnlyList<int> Keep(IReadOnlyList<ScoredFamily> families, AllocationOptions options) =>
        [.. families.Select(f => Keep(f, options))];

    private static int Keep(ScoredFamily family, AllocationOptions options)
    {
        var ratio = options.FamilyRatios.GetValueOrDefault(family.Family.Name, options.Ratio);
        var share = Math.Max(1 - ratio, options.MinimumShare);
        return ChannelAlignment.Round(Math.Max(1, Math.Ceiling((family.Original * share) - 1e-9)), family.Count, family.Family.Width, options.Align);
    }
}
