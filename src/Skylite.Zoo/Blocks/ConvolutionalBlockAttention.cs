using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Weighs channels, then pixels, each by mean and maximum over the other.</summary>
/// <remarks>Woo, Park, Lee, Kweon 2018, equations 1 to 3; reduction 16, a kernel of 7 × 7.</remarks>
public static class ConvolutionalBlockAttention
{
    /// <summary>The convolutional block attention module.</summary>
    public static Block Block { get; } = new("cbam", "Woo, Park, Lee, Kweon 2018, CBAM: convolutional block attention module", Add);

    /// <summary>Adds the module.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        x = net.Multiply($"{name}.channel.mul", x, PooledChannelAttention.Weights(net, $"{name}.channel", x, 16));
        var pooled = net.Concat($"{name}.spatial.concat", net.Mean($"{name}.spatial.mean", x, 1), net.Max($"{name}.spatial.max", x, 1));
        var weights = net.Sigmoid($"{name}.spatial.sigmoid", net.Conv($"{name}.spatial.conv", pooled, new(1, 7) { Padding = 3 }));
        return net.Multiply($"{name}.spatial.mul", x, weights);
    }
}
