using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>A depthwise and a pointwise convolution, each with batch normalisation and ReLU (Howard et al. 2017, <i>MobileNets</i>, section 3.1).</summary>
public static class SeparableConvolution
{
    /// <summary>As many channels as there were.</summary>
    public static Block Block { get; } = new(
        "depthwise-separable",
        "Howard et al. 2017, MobileNets: efficient convolutional neural networks for mobile vision applications",
        (net, name, x) => Add(net, name, x, NetworkBuilder.Channels(x)));

    /// <summary>Adds both, numbered 0 to 5 behind the block's name.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="stride">Step of the depthwise convolution.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels, int stride = 1)
    {
        var inputs = NetworkBuilder.Channels(x);
        x = net.Conv($"{name}.0", x, new(inputs, 3) { Stride = stride, Padding = 1, Groups = inputs });
        x = net.Relu($"{name}.2", net.BatchNorm($"{name}.1", x));
        x = net.Conv($"{name}.3", x, new(channels, 1));
        return net.Relu($"{name}.5", net.BatchNorm($"{name}.4", x));
    }
}
