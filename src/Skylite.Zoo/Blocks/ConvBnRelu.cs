using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>A convolution, batch normalisation and an activation, numbered 0, 1, 2 behind the block's name.</summary>
public static class ConvBnRelu
{
    /// <summary>The block with activation min(max(x, 0), 6).</summary>
    public static Value Add6(NetworkBuilder net, string name, Value x, Convolution shape) =>
        net.Relu6($"{name}.2", net.BatchNorm($"{name}.1", net.Conv($"{name}.0", x, shape)));
}
