using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The inverted residual with squeeze and excitation and swish of Tan and Le 2019, <i>EfficientNet</i>, section 4.</summary>
public static class MobileBottleneck
{
    /// <summary>Adds the block, named as torchvision names it; stochastic depth is left out.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="shape">Factor of the expansion (1 leaves it out), side and step of the depthwise convolution.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels, (int Expansion, int Kernel, int Stride) shape)
    {
        var inputs = NetworkBuilder.Channels(x);
        var hidden = inputs * shape.Expansion;
        var (y, stage) = (x, 0);
        if (shape.Expansion != 1)
        {
            y = Layer(net, $"{name}.block.{stage++}", y, new(hidden, 1));
        }

        y = Layer(net, $"{name}.block.{stage++}", y, new(hidden, shape.Kernel) { Stride = shape.Stride, Padding = shape.Kernel / 2, Groups = hidden });
        y = SqueezeExcite.Add(net, $"{name}.block.{stage++}", y, Math.Max(1, inputs / 4), net.Silu);
        y = net.BatchNorm($"{name}.block.{stage}.1", net.Conv($"{name}.block.{stage}.0", y, new(channels, 1)));
        return shape.Stride == 1 && inputs == channels ? net.Add($"{name}.add", y, x) : y;
    }

    /// <summary>Adds a convolution, batch normalisation and swish, numbered 0, 1, 2 behind the layer's name.</summary>
    public static Value Layer(NetworkBuilder net, string name, Value x, Convolution shape) =>
        net.Silu($"{name}.2", net.BatchNorm($"{name}.1", net.Conv($"{name}.0", x, shape)));
}
