using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>Pointwise convolutions within groups of channels, and a shuffle that lets the groups see each other.</summary>
/// <remarks>
/// Zhang, Zhou, Lin, Sun 2018, figure 2 b: a bottleneck of a quarter of the channels around a shortcut; 4, 2 or 1 groups, whatever divides both.
/// </remarks>
public static class ShuffleUnit
{
    private static readonly int[] Groups = [4, 2, 1];

    /// <summary>The ShuffleNet unit.</summary>
    public static Block Block { get; } = new(
        "channel-shuffle", "Zhang, Zhou, Lin, Sun 2018, ShuffleNet: an extremely efficient convolutional neural network for mobile devices", Add);

    /// <summary>Adds the unit.</summary>
    public static Value Add(NetworkBuilder net, string name, Value x)
    {
        var channels = NetworkBuilder.Channels(x);
        var inner = Math.Max(1, channels / 4);
        var groups = Groups.First(g => channels % g == 0 && inner % g == 0);
        var y = net.Relu($"{name}.relu1", net.BatchNorm($"{name}.bn1", net.Conv($"{name}.conv1", x, new(inner, 1) { Groups = groups })));
        y = Shuffle(net, $"{name}.shuffle", y, groups);
        y = net.BatchNorm($"{name}.bn2", net.Conv($"{name}.conv2", y, new(inner, 3) { Padding = 1, Groups = inner }));
        y = net.BatchNorm($"{name}.bn3", net.Conv($"{name}.conv3", y, new(channels, 1) { Groups = groups }));
        return net.Relu($"{name}.relu2", net.Add($"{name}.add", y, x));
    }

    /// <summary>Channel i of group g becomes channel g of group i.</summary>
    public static Value Shuffle(NetworkBuilder net, string name, Value x, int groups)
    {
        var (channels, height, width) = (NetworkBuilder.Channels(x), NetworkBuilder.Height(x), NetworkBuilder.Width(x));
        var split = net.Reshape($"{name}.split", x, groups, channels / groups, height, width);
        return net.Reshape($"{name}.join", net.Transpose($"{name}.turn", split, 0, 2, 1, 3, 4), channels, height, width);
    }
}
