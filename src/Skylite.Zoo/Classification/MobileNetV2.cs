using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Classification;

/// <summary>MobileNetV2 in any width.</summary>
public static class MobileNetV2
{
    // Table 2 of the paper: expansion, channels, repetitions, stride of the first.
    private static readonly (int Expansion, int Channels, int Count, int Stride)[] Stages =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];

    /// <summary>3,504,872 parameters at width 1.</summary>
    public static Model Model { get; } = new(
        "mobilenet-v2",
        "Sandler, Howard, Zhu, Zhmoginov, Chen 2018, MobileNetV2: inverted residuals and linear bottlenecks",
        (net, input) => Construct(net with { Initialization = WeightInitialization.KaimingFanOutSmallLinear }, input));

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var options = net.Options;
        var x = ConvBnRelu.Add6(net, "features.0", input, new(options.Scale(32), 3) { Stride = 2, Padding = 1 });
        var index = 1;
        foreach (var stage in Stages)
        {
            for (var i = 0; i < stage.Count; i++)
            {
                x = InvertedResidual.Add(net, $"features.{index++}", x, options.Scale(stage.Channels), (stage.Expansion, i == 0 ? stage.Stride : 1));
            }
        }

        // The last convolution never becomes narrower than published (section 3.4: multipliers below 1 leave it alone).
        var last = Math.Max(1280, options.Scale(1280));
        x = ConvBnRelu.Add6(net, $"features.{index}", x, new(last, 1));
        x = net.Flatten("flatten", net.GlobalAveragePool("avgpool", x));
        x = net.Dropout("classifier.0", x, 0.2f);
        return net.Linear("classifier.1", x, options.Classes);
    }
}
