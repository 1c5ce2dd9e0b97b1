using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>A 3 × 3 convolution with dilation 2, batch normalisation and ReLU: a view of 5 × 5 for the price of 3 × 3.</summary>
/// <remarks>Yu and Koltun 2016, equation 2.</remarks>
public static class DilatedConvolution
{
    /// <summary>As many channels as there were.</summary>
    public static Block Block { get; } = new(
        "dilated",
        "Yu, Koltun 2016, Multi-scale context aggregation by dilated convolutions",
        (net, name, x) => Add(net, name, x, NetworkBuilder.Channels(x), 2));

    /// <summary>Adds the layers, numbered 0 to 2 behind the block's name.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="dilation">Step between the elements of a window.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels, int dilation) =>
        net.Relu($"{name}.2", net.BatchNorm($"{name}.1", net.Conv($"{name}.0", x, new(channels, 3) { Padding = dilation, Dilation = dilation })));
}
