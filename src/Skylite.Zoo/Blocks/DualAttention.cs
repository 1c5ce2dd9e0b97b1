using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Every pixel gathers from all similar pixels, every channel from all unlike channels.</summary>
/// <remarks>
/// Fu et al. 2019, equations 1 to 4: position and channel attention, both added to their input. Their convolutions before and behind are left out,
/// the input is added once, and the learnt factors, which start at 0, are one for each channel.
/// </remarks>
public static class DualAttention
{
    /// <summary>Both attentions side by side.</summary>
    public static Block Block { get; } =
        new("dual-attention", "Fu et al. 2019, Dual attention network for scene segmentation", Add) { ComparesAllPixels = true };

    /// <summary>Adds the block.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        var position = net.ScaleChannels($"{name}.position.gamma", Position(net, $"{name}.position", x), 0);
        var channel = net.ScaleChannels($"{name}.channel.gamma", Channel(net, $"{name}.channel", x), 0);
        return net.Add($"{name}.add2", net.Add($"{name}.add1", x, position), channel);
    }

    // Queries and keys of an eighth of the channels, 4 or more.
    private static Value Position(NetworkBuilder net, string name, Value x)
    {
        var (channels, pixels) = (NetworkBuilder.Channels(x), NetworkBuilder.Height(x) * NetworkBuilder.Width(x));
        var inner = Math.Max(4, channels / 8);
        var query = net.Transpose($"{name}.query.turned", Flat("query_conv", inner), 0, 2, 1);
        var attention = net.Softmax($"{name}.softmax", net.MatMul($"{name}.energy", query, Flat("key_conv", inner)), 2);
        var gathered = net.MatMul($"{name}.gather", Flat("value_conv", channels), net.Transpose($"{name}.turned", attention, 0, 2, 1));
        return net.Reshape($"{name}.image", gathered, channels, NetworkBuilder.Height(x), NetworkBuilder.Width(x));

        Value Flat(string part, int width) =>
            net.Reshape($"{name}.{part}.flat", net.Conv($"{name}.{part}", x, new(width, 1) { Bias = true }), width, pixels);
    }

    // The softmax of (largest energy − energy) is that of −energy.
    private static Value Channel(NetworkBuilder net, string name, Value x)
    {
        var (channels, pixels) = (NetworkBuilder.Channels(x), NetworkBuilder.Height(x) * NetworkBuilder.Width(x));
        var flat = net.Reshape($"{name}.flat", x, channels, pixels);
        var energy = net.MatMul($"{name}.energy", flat, net.Transpose($"{name}.turned", flat, 0, 2, 1));
        var attention = net.Softmax($"{name}.softmax", net.Negate($"{name}.neg", energy), 2);
        return net.Reshape($"{name}.image", net.MatMul($"{name}.gather", attention, flat), channels, NetworkBuilder.Height(x), NetworkBuilder.Width(x));
    }
}
