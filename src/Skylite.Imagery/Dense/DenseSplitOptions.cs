using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense;

/// <summary>How samples are divided that their authors left undivided.</summary>
public sealed record DenseSplitOptions
{
    internal const int SmallestBlock = 8;

    /// <summary>Share of the samples (or blocks) that test, in (0, 1).</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Share of the others that validate, in [0, 1); with 0 all of them train, and the last epoch is the one that is kept.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Side of the blocks that few large rasters are cut into, in pixels; null takes 256, or less where the rasters are small. It has nothing to do with a network's input: networks of any size on the same data and seed are tested on the same pixels.</summary>
    public int? BlockSide { get; init; }

    /// <summary>Seed of the draw.</summary>
    public int Seed { get; init; }

    /// <summary>How many divisions are drawn, of which the one that spreads the classes most evenly over the parts is taken; 1 or more.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        if (!(TestShare is > 0 and < 1) || !(ValidationShare is >= 0 and < 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"The shares {TestShare} to test and {ValidationShare} to validate must lie between 0 and 1; only that to validate may be 0."));
        }

        if (Draws is < 1 or > SplitOptions.MostDraws)
        {
            throw new ArgumentException(FormattableString.Invariant($"Of 1 to {SplitOptions.MostDraws} divisions one can be chosen, not of {Draws}."));
        }

        if (BlockSide is < SmallestBlock)
        {
            throw new ArgumentException(FormattableString.Invariant($"Blocks of {BlockSide} × {BlockSide} pixels are too small to divide rasters into: {SmallestBlock} is the least."));
        }
    }
}
