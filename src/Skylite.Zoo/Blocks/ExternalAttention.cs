using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Pixels attend to two small memories that all images share: the data set's correlations at a cost that grows with the pixels only.</summary>
/// <remarks>
/// Guo, Liu, Mu, Hu 2021, equations 5 and 6 with their double normalisation: softmax over the pixels, then sums of 1 over the memory's 64 entries.
/// Convolutions before and behind and the shortcut as in their published code; its two memories begin as one, those of the paper and here are two.
/// </remarks>
public static class ExternalAttention
{
    private const int Memory = 64;

    /// <summary>External attention with memories of 64 entries.</summary>
    public static Block Block { get; } = new(
        "external-attention", "Guo, Liu, Mu, Hu 2021, Beyond self-attention: external attention using two linear layers for visual tasks", Add);

    /// <summary>Adds the block.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        var (channels, height, width) = (NetworkBuilder.Channels(x), NetworkBuilder.Height(x), NetworkBuilder.Width(x));
        var y = net.Conv($"{name}.conv1", x, new(channels, 1) { Bias = true });
        var attention = net.Reshape($"{name}.flat", net.Conv($"{name}.linear_0", y, new(Memory, 1)), Memory, height * width);
        attention = net.Softmax($"{name}.softmax", attention, 2);
        attention = net.Divide($"{name}.norm", attention, net.Add($"{name}.epsilon", net.Sum($"{name}.sum", attention, 1), net.Number(1e-9f)));
        y = net.Conv($"{name}.linear_1", net.Reshape($"{name}.image", attention, Memory, height, width), new(channels, 1));
        y = net.BatchNorm($"{name}.conv2.1", net.Conv($"{name}.conv2.0", y, new(channels, 1)));
        return net.Relu($"{name}.relu", net.Add($"{name}.add", y, x));
    }
}
