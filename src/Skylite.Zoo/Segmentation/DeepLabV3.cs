using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Classification;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>DeepLabv3: atrous spatial pyramid pooling behind a backbone.</summary>
public static class DeepLabV3
{
    private const string Paper = "Chen, Papandreou, Schroff, Adam 2017, Rethinking atrous convolution for semantic image segmentation";

    /// <summary>39,638,869 parameters for 21 classes (torchvision's <c>deeplabv3_resnet50</c> without its auxiliary head).</summary>
    public static Model ResNet50 { get; } = OfResNet("deeplabv3-resnet50", 3, 4, 6, 3);

    /// <summary>58,630,997 parameters for 21 classes (torchvision's <c>deeplabv3_resnet101</c> without its auxiliary head).</summary>
    public static Model ResNet101 { get; } = OfResNet("deeplabv3-resnet101", 3, 4, 23, 3);

    /// <summary>The head on MobileNetV2 with output stride 16; the classifier's last convolution is left out (Sandler et al. 2018, section 6.3).</summary>
    public static Model MobileNetV2Model { get; } = new(
        "deeplabv3-mobilenet-v2",
        Paper + "; with the MobileNetV2 of Sandler et al. 2018",
        (net, inputs) => Head(
            net with { Initialization = WeightInitialization.KaimingFanOut },
            inputs[0],
            MobileNetV2.Trunk(net, "backbone.", inputs[0], outputStride: 16),
            6, 12, 18))
    {
        Task = ModelTask.SemanticSegmentation,
        Defaults = new ModelOptions { Classes = 21 }.WithSize(520),
    };

    private static Model OfResNet(string id, params int[] depths) => new(id, Paper, (net, inputs) =>
    {
        net = net with { Initialization = WeightInitialization.KaimingFanOut };
        return Head(net, inputs[0], ResidualTrunk.Add(net, "backbone.", inputs[0], new(ResidualBlock.Bottleneck, depths) { OutputStride = 8 })[^1], 12, 24, 36);
    })
    {
        Task = ModelTask.SemanticSegmentation,
        Defaults = new ModelOptions { Classes = 21 }.WithSize(520),
    };

    // The dilations are those that the paper gives for the backbone's output stride.
    private static Value Head(NetworkBuilder net, Value input, Value features, params ReadOnlySpan<int> dilations)
    {
        var width = net.Options.Scale(256);
        var x = AtrousPyramid.Add(net, "classifier.0", features, width, dilations);
        x = net.Conv("classifier.1", x, new(width, 3) { Padding = 1 });
        x = net.Relu("classifier.3", net.BatchNorm("classifier.2", x));
        x = net.Conv("classifier.4", x, new(net.Options.Classes, 1) { Bias = true });
        return net.UpsampleLike("upsample", x, input);
    }
}
