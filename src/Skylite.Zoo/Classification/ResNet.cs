using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Classification;

/// <summary>Residual networks.</summary>
public static class ResNet
{
    private const string Paper = "He, Zhang, Ren, Sun 2016, Deep residual learning for image recognition";

    /// <summary>18 layers: 11,689,512 parameters.</summary>
    public static Model ResNet18 { get; } = Make("resnet18", ResidualBlock.Basic, 2, 2, 2, 2);

    /// <summary>34 layers: 21,797,672 parameters.</summary>
    public static Model ResNet34 { get; } = Make("resnet34", ResidualBlock.Basic, 3, 4, 6, 3);

    /// <summary>50 layers: 25,557,032 parameters.</summary>
    public static Model ResNet50 { get; } = Make("resnet50", ResidualBlock.Bottleneck, 3, 4, 6, 3);

    /// <summary>101 layers: 44,549,160 parameters.</summary>
    public static Model ResNet101 { get; } = Make("resnet101", ResidualBlock.Bottleneck, 3, 4, 23, 3);

    private static Model Make(string id, ResidualTrunk.BlockBuilder block, params int[] depths) =>
        new(id, Paper, (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs[0], block, depths));

    private static Value Construct(NetworkBuilder net, Value input, ResidualTrunk.BlockBuilder block, int[] depths)
    {
        var x = ResidualTrunk.Add(net, "", input, new(block, depths))[^1];
        x = net.Flatten("flatten", net.GlobalAveragePool("avgpool", x));
        return net.Linear("fc", x, net.Options.Classes);
    }
}
