using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Classification;

/// <summary>Residual networks.</summary>
public static class ResNet
{
    private const string Paper = "He, Zhang, Ren, Sun 2016, Deep residual learning for image recognition";

    private delegate Value Block(NetworkBuilder net, string name, Value x, int planes, int stride);

    /// <summary>18 layers: 11,689,512 parameters.</summary>
    public static Model ResNet18 { get; } = Make("resnet18", ResidualBlock.Basic, 2, 2, 2, 2);

    /// <summary>34 layers: 21,797,672 parameters.</summary>
    public static Model ResNet34 { get; } = Make("resnet34", ResidualBlock.Basic, 3, 4, 6, 3);

    /// <summary>50 layers: 25,557,032 parameters.</summary>
    public static Model ResNet50 { get; } = Make("resnet50", ResidualBlock.Bottleneck, 3, 4, 6, 3);

    /// <summary>101 layers: 44,549,160 parameters.</summary>
    public static Model ResNet101 { get; } = Make("resnet101", ResidualBlock.Bottleneck, 3, 4, 23, 3);

    private static Model Make(string id, Block block, params int[] depths) =>
        new(id, Paper, (net, input) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, input, block, depths));

    private static Value Construct(NetworkBuilder net, Value input, Block block, int[] depths)
    {
        var x = net.Conv("conv1", input, new(net.Options.Scale(64), 7) { Stride = 2, Padding = 3 });
        x = net.Relu("relu", net.BatchNorm("bn1", x));
        x = net.MaxPool("maxpool", x, new(Kernel: 3, Stride: 2, Padding: 1));
        for (var stage = 0; stage < depths.Length; stage++)
        {
            var planes = net.Options.Scale(64 << stage);
            for (var i = 0; i < depths[stage]; i++)
            {
                x = block(net, $"layer{stage + 1}.{i}", x, planes, i == 0 && stage > 0 ? 2 : 1);
            }
        }

        x = net.Flatten("flatten", net.GlobalAveragePool("avgpool", x));
        return net.Linear("fc", x, net.Options.Classes);
    }
}
