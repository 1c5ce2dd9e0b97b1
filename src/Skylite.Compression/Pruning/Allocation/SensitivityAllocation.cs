namespace Skylite.Compression.Pruning.Allocation;

/// <summary>
/// The same loss of accuracy everywhere: each family loses the share at which its measured curve reaches one common tolerance, chosen so that the shares
/// together make the ratio asked for. Families that nobody measured lose the ratio itself.
/// Source: Li, Kadav, Durdanovic, Samet, Graf, "Pruning Filters for Efficient ConvNets",
/// 2017, section 3.2 (sensitivity of single layers); the common tolerance is ours.
/// </summary>
public sealed class SensitivityAllocation : IAllocation
{
    private const int Halvings = 60;

    /// <inheritdoc/>
    public string Id => "sensitivity";

    /// <inheritdoc/>
    public string Summary => "The same loss of accuracy everywhere, by what 'skylite sensitivity' measured.";

    /// <inheritdoc/>
    public IReadOnlyList<int> Keep(IReadOnlyList<ScoredFamily> families, AllocationOptions options)
    {
        var ratios = Ratios(families, options);
        return [.. families.Select((f, i) => ChannelAlignment.Round(
            Math.Max(1, Math.Ceiling((f.Original * (1 - ratios[i])) - 1e-9)), f.Count, f.Family.Width, options.Align))];
    }

    private static double[] Ratios(IReadOnlyList<ScoredFamily> families, AllocationOptions options)
    {
        double[] channels = [.. families.Select(f => (double)f.Original * f.Family.Width)];
        var target = options.Ratio * channels.Sum();
        double Total(double[] ratios) => ratios.Zip(channels, (r, c) => r * c).Sum();

        // Below a tolerance of 0 nothing goes, above the largest loss all that may.
        var largest = options.Sensitivities.Values.Select(c => c.LargestLoss).DefaultIfEmpty().Max();
        var (low, high) = (-1.0, largest + 1);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Total(At(middle, largest, families, options)) >= target ? (low, middle) : (middle, high);
        }

        // Where curves are flat the total jumps: the way between the two sides of the jump is gone in part.
        var (lower, upper) = (At(low, largest, families, options), At(high, largest, families, options));
        var (below, above) = (Total(lower), Total(upper));
        var share = above > below ? Math.Clamp((target - below) / (above - below), 0, 1) : 1;
        return [.. lower.Zip(upper, (l, u) => l + (share * (u - l)))];
    }

    private static double[] At(double tolerance, double largest, IReadOnlyList<ScoredFamily> families, AllocationOptions options)
    {
        var most = 1 - options.MinimumShare;
        return [.. families.Select(f =>
            options.FamilyRatios.TryGetValue(f.Family.Name, out var own) ? own
            : !options.Sensitivities.TryGetValue(f.Family.Name, out var curve) ? Math.Min(options.Ratio, most)
            : tolerance < 0 ? 0
            : tolerance > largest ? most
            : Math.Min(curve.RatioAt(tolerance), most))];
    }
}
