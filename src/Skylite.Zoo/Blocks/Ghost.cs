using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Half of the channels by a pointwise convolution, the other half by one cheap filter for each of them.</summary>
/// <remarks>Han et al. 2020, section 3.1, with ratio 2 and 3 × 3 cheap operations; batch normalisation and ReLU behind both.</remarks>
public static class Ghost
{
    /// <summary>The ghost module.</summary>
    public static Block Block { get; } = new(
        "ghost", "Han et al. 2020, GhostNet: more features from cheap operations", (net, name, x) => Add(net, name, x, NetworkBuilder.Channels(x)));

    /// <summary>Adds the module.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The module's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of the result.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels)
    {
        var half = (channels + 1) / 2;
        var primary = Layer("primary_conv", x, new(half, 1));
        var cheap = Layer("cheap_operation", primary, new(half, 3) { Padding = 1, Groups = half });
        var both = net.Concat($"{name}.concat", primary, cheap);
        return 2 * half == channels ? both : net.Slice($"{name}.cut", both, 1, 0, channels);

        Value Layer(string part, Value value, Convolution shape) =>
            net.Relu($"{name}.{part}.2", net.BatchNorm($"{name}.{part}.1", net.Conv($"{name}.{part}.0", value, shape)));
    }
}
