using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>A trunk whose features are strengthened where a soft mask, seen at half the size, says so.</summary>
/// <remarks>
/// Wang et al. 2017, equation 3: (1 + M(x)) · T(x), with mixed attention (M ends with a sigmoid). Of the published module one level of pooling
/// and one residual unit each in trunk and mask, instead of two, are kept.
/// </remarks>
public static class ResidualAttention
{
    /// <summary>The attention module.</summary>
    public static Block Block { get; } = new("residual-attention", "Wang et al. 2017, Residual attention network for image classification", Add);

    /// <summary>Adds the module.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        var channels = NetworkBuilder.Channels(x);
        var trunk = Unit(net, $"{name}.trunk", x);
        var mask = net.MaxPool($"{name}.mask.pool", x, new(Kernel: 3, Stride: 2, Padding: 1));
        mask = net.UpsampleLike($"{name}.mask.up", Unit(net, $"{name}.mask.unit", mask), x);
        mask = net.Relu($"{name}.mask.2", net.BatchNorm($"{name}.mask.1", net.Conv($"{name}.mask.0", mask, new(channels, 1))));
        mask = net.Sigmoid($"{name}.mask.sigmoid", net.Conv($"{name}.mask.3", mask, new(channels, 1) { Bias = true }));
        return net.Add($"{name}.add", trunk, net.Multiply($"{name}.mul", trunk, mask));
    }

    // A bottleneck of a quarter of the channels around a shortcut.
    private static Value Unit(NetworkBuilder net, string name, Value x)
    {
        var channels = NetworkBuilder.Channels(x);
        var planes = Math.Max(1, channels / 4);
        var y = net.Relu($"{name}.relu1", net.BatchNorm($"{name}.bn1", net.Conv($"{name}.conv1", x, new(planes, 1))));
        y = net.Relu($"{name}.relu2", net.BatchNorm($"{name}.bn2", net.Conv($"{name}.conv2", y, new(planes, 3) { Padding = 1 })));
        y = net.BatchNorm($"{name}.bn3", net.Conv($"{name}.conv3", y, new(channels, 1)));
        return net.Relu($"{name}.relu3", net.Add($"{name}.add", y, x));
    }
}
