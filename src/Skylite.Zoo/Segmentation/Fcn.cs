using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>A fully convolutional network on a dilated ResNet, as torchvision has it.</summary>
public static class Fcn
{
    /// <summary>32,957,013 parameters for 21 classes (torchvision's <c>fcn_resnet50</c> without its auxiliary head).</summary>
    public static Model ResNet50 { get; } = new(
        "fcn-resnet50",
        "Long, Shelhamer, Darrell 2015, Fully convolutional networks for semantic segmentation; with a dilated ResNet-50",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs[0]))
    {
        Task = ModelTask.SemanticSegmentation,
        Defaults = new ModelOptions { Classes = 21 }.WithSize(520),
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var x = ResidualTrunk.Add(net, "backbone.", input, new(ResidualBlock.Bottleneck, [3, 4, 6, 3]) { OutputStride = 8 })[^1];
        x = net.Conv("classifier.0", x, new(NetworkBuilder.Channels(x) / 4, 3) { Padding = 1 });
        x = net.Dropout("classifier.3", net.Relu("classifier.2", net.BatchNorm("classifier.1", x)), 0.1f);
        x = net.Conv("classifier.4", x, new(net.Options.Classes, 1) { Bias = true });
        return net.UpsampleLike("upsample", x, input);
    }
}
