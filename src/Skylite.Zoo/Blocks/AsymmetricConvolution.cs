using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>A square kernel whose skeleton is strengthened by a row and a column: 3 × 3, 1 × 3 and 3 × 1 side by side, summed.</summary>
/// <remarks>Ding, Guo, Ding, Han 2019, section 3; each branch has its own batch normalisation, ReLU follows the sum.</remarks>
public static class AsymmetricConvolution
{
    /// <summary>The asymmetric convolution block.</summary>
    public static Block Block { get; } = new(
        "asymmetric",
        "Ding, Guo, Ding, Han 2019, ACNet: strengthening the kernel skeletons for powerful CNN via asymmetric convolution blocks",
        (net, name, x) => Add(net, name, x, NetworkBuilder.Channels(x)));

    /// <summary>Adds the block.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels)
    {
        var (square, row, column) = (Branch("square", (3, 3)), Branch("hor", (1, 3)), Branch("ver", (3, 1)));
        return net.Relu($"{name}.relu", net.Add($"{name}.add2", net.Add($"{name}.add1", square, row), column));

        Value Branch(string part, (int Height, int Width) kernel) =>
            net.BatchNorm($"{name}.{part}_bn", net.Conv($"{name}.{part}_conv", x, channels, kernel));
    }
}
