using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Twice a 3×3 convolution, batch normalisation and ReLU: the step of every U-shaped network.</summary>
public static class DoubleConvolution
{
    /// <summary>Adds both convolutions without bias, numbered 0 to 5 behind the block's name.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="bias">Whether the convolutions have a bias, as in networks whose published code left it on.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels, bool bias = false)
    {
        for (var i = 0; i < 6; i += 3)
        {
            x = net.Conv($"{name}.{i}", x, new(channels, 3) { Padding = 1, Bias = bias });
            x = net.Relu($"{name}.{i + 2}", net.BatchNorm($"{name}.{i + 1}", x));
        }

        return x;
    }
}
