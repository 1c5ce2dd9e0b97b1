namespace Skylite.Compression.Pruning.Allocation;

/// <summary>How much to remove and what to leave.</summary>
public sealed record AllocationOptions
{
    /// <summary>Share of the original groups to remove, 0 … 1.</summary>
    public double Ratio { get; init; } = 0.5;

    /// <summary>Numbers of channels are rounded to multiples of this, or of a fraction of it for narrow families; 1 turns rounding off.</summary>
    public int Align { get; init; } = 16;

    /// <summary>Share of its original groups that every family keeps at least, 0 … 1.</summary>
    public double MinimumShare { get; init; } = 0.1;

    /// <summary>Ratios of single families by name, in place of <see cref="Ratio"/>.</summary>
    public IReadOnlyDictionary<string, double> FamilyRatios { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Measured sensitivities by name of the family, for allocations that go by them.</summary>
    public IReadOnlyDictionary<string, SensitivityCurve> Sensitivities { get; init; } = new Dictionary<string, SensitivityCurve>(StringComparer.Ordinal);
}
