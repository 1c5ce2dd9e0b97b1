using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The channel attention of Woo et al. 2018, <i>CBAM</i>, section 3: one small network over the mean and the maximum of each channel.</summary>
public static class PooledChannelAttention
{
    /// <summary>The weights of the channels, [batch, channels, 1, 1].</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="reduction">How many times narrower the hidden layer is.</param>
    public static Value Weights(NetworkBuilder net, string name, Value x, int reduction)
    {
        // Both descriptors pass the same weights: side by side as two columns of one image, they pass them at once.
        var channels = NetworkBuilder.Channels(x);
        var pair = net.Columns($"{name}.pair", net.GlobalAveragePool($"{name}.avg_pool", x), net.GlobalMaxPool($"{name}.max_pool", x));
        var hidden = net.Relu($"{name}.relu1", net.Conv($"{name}.fc1", pair, new(Math.Max(1, channels / reduction), 1)));
        return net.Sigmoid($"{name}.sigmoid", net.Sum($"{name}.sum", net.Conv($"{name}.fc2", hidden, new(channels, 1)), axis: 3));
    }
}
