using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Weighs channels by what the whole image shows.</summary>
/// <remarks>Hu, Shen, Sun 2018, equations 2 to 4: s = σ(W₂ δ(W₁ z)) with z the mean of each channel; both layers with biases.</remarks>
public static class SqueezeExcite
{
    /// <summary>With a hidden layer of a sixteenth of the channels, 4 or more.</summary>
    public static Block Block { get; } = new(
        "squeeze-excite",
        "Hu, Shen, Sun 2018, Squeeze-and-excitation networks",
        (net, name, x) => Add(net, name, x, Math.Max(4, NetworkBuilder.Channels(x) / 16), net.Relu));

    /// <summary>Adds the block.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="hidden">Channels of the hidden layer.</param>
    /// <param name="activate">Its activation, given a name.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int hidden, Func<string, Value, Value> activate)
    {
        var squeezed = net.Conv($"{name}.fc1", net.GlobalAveragePool($"{name}.avgpool", x), new(hidden, 1) { Bias = true });
        var excited = net.Conv($"{name}.fc2", activate($"{name}.activation", squeezed), new(NetworkBuilder.Channels(x), 1) { Bias = true });
        return net.Multiply($"{name}.mul", x, net.Sigmoid($"{name}.scale_activation", excited));
    }
}
