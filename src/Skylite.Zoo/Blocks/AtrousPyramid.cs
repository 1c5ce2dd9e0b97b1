using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>
/// Atrous spatial pyramid pooling (Chen et al. 2017, <i>Rethinking atrous convolution</i>, section 3.3): several dilations and the image's mean side by side.
/// </summary>
public static class AtrousPyramid
{
    /// <summary>With the dilations of output stride 16.</summary>
    public static Block Block { get; } = new(
        "aspp",
        "Chen, Papandreou, Schroff, Adam 2017, Rethinking atrous convolution for semantic image segmentation",
        (net, name, x) => Add(net, name, x, NetworkBuilder.Channels(x), 6, 12, 18));

    /// <summary>Adds the pyramid, named as torchvision names it.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="x">Image-shaped value.</param>
    /// <param name="channels">Channels of each branch and of the result.</param>
    /// <param name="dilations">Dilations of the 3×3 branches.</param>
    public static Value Add(NetworkBuilder net, string name, Value x, int channels, params ReadOnlySpan<int> dilations)
    {
        List<Value> branches = [Branch($"{name}.convs.0", x, new(channels, 1))];
        foreach (var dilation in dilations)
        {
            branches.Add(Branch($"{name}.convs.{branches.Count}", x, new(channels, 3) { Padding = dilation, Dilation = dilation }));
        }

        var pooled = $"{name}.convs.{branches.Count}";
        var mean = net.Conv($"{pooled}.1", net.GlobalAveragePool($"{pooled}.0", x), new(channels, 1));
        mean = net.Relu($"{pooled}.3", net.BatchNorm($"{pooled}.2", mean));
        branches.Add(net.UpsampleLike($"{pooled}.4", mean, x));
        var joined = net.Concat($"{name}.concat", [.. branches]);
        return net.Dropout($"{name}.project.3", Branch($"{name}.project", joined, new(channels, 1)), 0.5f);

        Value Branch(string part, Value value, Convolution shape) =>
            net.Relu($"{part}.2", net.BatchNorm($"{part}.1", net.Conv($"{part}.0", value, shape)));
    }
}
