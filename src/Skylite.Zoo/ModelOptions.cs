namespace Skylite.Zoo;

/// <summary>What a network of the zoo is to be built for.</summary>
public sealed record ModelOptions
{
    /// <summary>Number of classes, 1 or more.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Bands of the input image, 1 or more.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Height of the input image in pixels.</summary>
    public int Height { get; init; } = 224;

    /// <summary>Width of the input image in pixels.</summary>
    public int Width { get; init; } = 224;

    /// <summary>Factor on the number of channels of every hidden layer, above 0; scaled counts are rounded to multiples of 8.</summary>
    /// <remarks>The width multiplier of Howard et al. 2017, <i>MobileNets</i>, section 3.3, for every network of the zoo.</remarks>
    public double WidthMultiplier { get; init; } = 1;

    /// <summary>Seed of the random weights; equal seeds give equal weights.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether weights start at random. Without, all learnt weights are zero and building takes no time: for counting, or where every weight is loaded next.
    /// </summary>
    public bool RandomWeights { get; init; } = true;

    /// <summary>Levels of a nested U-shaped network (U-Net++) that are built, 1 to 4; for networks that are nested (<see cref="Model.IsNested"/>).</summary>
    /// <remarks>Zhou et al. 2018, <i>UNet++</i>, figure 3: pruning at L1 … L4.</remarks>
    public int Depth { get; init; } = 4;

    /// <summary>
    /// Whether the network gives its side outputs too, for deep supervision in training; for networks that have some (<see cref="Model.HasSideOutputs"/>).
    /// </summary>
    public bool DeepSupervision { get; init; }

    /// <summary>Id of a building block that is put behind every level of the encoder; <see langword="null"/> for none.</summary>
    /// <remarks>The ids of <see cref="Blocks.BlockCatalogue"/>; for networks that take blocks (<see cref="Model.TakesBlocks"/>).</remarks>
    public string? Block { get; init; }

    /// <summary>The options for square images of the given side.</summary>
    public ModelOptions WithSize(int side) => this with { Height = side, Width = side };

    /// <summary>A hidden layer's channel count after the width multiplier: the nearest multiple of 8 that keeps at least 90 % of the wish.</summary>
    /// <remarks>Sandler et al. 2018 (<i>MobileNetV2</i>) in their published code; counts stay as they are at multiplier 1.</remarks>
    public int Scale(int channels)
    {
        if (WidthMultiplier == 1)
        {
            return channels;
        }

        const int Divisor = 8;
        var wish = channels * WidthMultiplier;
        var rounded = Math.Max(Divisor, (int)(wish + (Divisor / 2.0)) / Divisor * Divisor);
        return rounded < 0.9 * wish ? rounded + Divisor : rounded;
    }

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentException">A value lies outside its range; the message names it.</exception>
    internal void Check()
    {
        Require(Classes > 0, nameof(Classes), Classes);
        Require(InputChannels > 0, nameof(InputChannels), InputChannels);
        Require(Height > 0, nameof(Height), Height);
        Require(Width > 0, nameof(Width), Width);
        if (Depth is < 1 or > 4)
        {
            throw new ArgumentException(Invariant($"The depth of a nested network is 1 to 4, not {Depth}."));
        }

        if (WidthMultiplier is not (> 0 and <= 16))
        {
            throw new ArgumentException(Invariant(
                $"The width is a multiple of the published one, above 0 and at most 16, not {WidthMultiplier}."));
        }
    }

    private static void Require(bool holds, string name, int value)
    {
        if (!holds)
        {
            throw new ArgumentException(Invariant($"{name} is {value}; a network needs 1 or more."));
        }
    }
}
