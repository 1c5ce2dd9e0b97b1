using Skylite.Graphs;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Blocks;

/// <summary>Adds to all pixels the same summary of the image, weighed by attention.</summary>
/// <remarks>
/// Cao, Xu, Lin, Wei, Hu 2019, equation 5; the bottleneck has a sixteenth of the channels, 4 or more. What is added begins as 0, as in their published
/// code, so that the block begins as the identity.
/// </remarks>
public static class GlobalContext
{
    /// <summary>The global context block.</summary>
    public static Block Block { get; } = new(
        "global-context", "Cao, Xu, Lin, Wei, Hu 2019, GCNet: non-local networks meet squeeze-excitation networks and beyond", Add);

    /// <summary>Adds the block.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        var (channels, pixels) = (NetworkBuilder.Channels(x), NetworkBuilder.Height(x) * NetworkBuilder.Width(x));
        var mask = net.Reshape($"{name}.mask", net.Conv($"{name}.conv_mask", x, new(1, 1) { Bias = true }), pixels, 1);
        var context = net.MatMul($"{name}.context", net.Reshape($"{name}.flat", x, channels, pixels), net.Softmax($"{name}.softmax", mask, 1));
        var y = net.Reshape($"{name}.image", context, channels, 1, 1);
        y = net.Conv($"{name}.channel_add_conv.0", y, new(Math.Max(4, channels / 16), 1) { Bias = true });
        y = net.Relu($"{name}.channel_add_conv.2", net.LayerNorm($"{name}.channel_add_conv.1", y, 1));
        var still = net with { Initialization = net.Initialization with { Conv = WeightInitialization.Zero, ConvBias = WeightInitialization.Zero } };
        y = still.Conv($"{name}.channel_add_conv.3", y, new(channels, 1) { Bias = true });
        return net.Add($"{name}.add", x, y);
    }
}
