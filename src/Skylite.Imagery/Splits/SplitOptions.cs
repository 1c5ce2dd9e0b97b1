namespace Skylite.Imagery.Splits;

/// <summary>How a data set is divided.</summary>
public sealed record SplitOptions
{
    /// <summary>How tiles are kept together where nothing is said.</summary>
    public const int UsualGrouping = 2;

    private const int MostDraws = 10_000;
    private const int SmallestBlock = 8;

    /// <summary>
    /// Share of each class (of pixels: of the samples or blocks) that training and
    /// validation get together, in (0, 1); the literature uses 0.1, 0.2, 0.5 and 0.8.
    /// </summary>
    public double TrainShare { get; init; } = 0.8;

    /// <summary>Images of each class that training and validation get together; takes the place of <see cref="TrainShare"/> if not null.</summary>
    public int? TrainPerClass { get; init; }

    /// <summary>Share of the training images of each class that are kept for validation, in [0, 1); with 0 the last epoch is the one that is kept.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Seed of the draw. With one seed, a larger share contains the images of a smaller one.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Side of the blocks that few rasters with a class for each pixel are divided into; null takes 256, or less where the rasters are small, and is for
    /// images of scenes. It has nothing to do with a network's input: networks of any size on the same data and seed are tested on the same pixels.
    /// </summary>
    public int? BlockSide { get; init; }

    /// <summary>
    /// How many divisions of pixels were drawn, of which the one that spreads the classes most evenly
    /// over the parts is taken; 1 for images of scenes, which are divided class by class.
    /// </summary>
    public int Draws { get; init; } = 1;

    /// <summary>
    /// How tiles of one larger image are found by their names, so that they stay in one part: 1 by what stands before two numbers, as
    /// earlier versions did, 2 by an image's number too where that is one; null takes <see cref="UsualGrouping"/>. It is for pixels.
    /// </summary>
    public int? Grouping { get; init; }

    /// <summary>Where a split comes from that others have made: <c>folders</c> or <c>lists</c>; null for one that is drawn.</summary>
    public string? Source { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        if (TrainPerClass is null && !(TrainShare is > 0 and < 1))
        {
            throw new ArgumentException(Invariant(
                $"The training share {TrainShare} is not between 0 and 1: nothing would be left to train or to test on."));
        }

        if (TrainPerClass < 1)
        {
            throw new ArgumentException(Invariant($"{TrainPerClass} training images per class are too few."));
        }

        if (!(ValidationShare is >= 0 and < 1))
        {
            throw new ArgumentException(Invariant($"The validation share {ValidationShare} is not between 0 and 1."));
        }

        if (BlockSide is < SmallestBlock)
        {
            throw new ArgumentException(Invariant(
                $"Blocks of {BlockSide} × {BlockSide} pixels are too small to divide rasters into: {SmallestBlock} is the least."));
        }

        if (Draws is < 1 or > MostDraws)
        {
            throw new ArgumentException(Invariant($"Of 1 to {MostDraws} divisions one can be chosen, not of {Draws}."));
        }
    }
}
