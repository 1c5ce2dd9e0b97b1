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
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOutSmallLinear }, inputs[0]));

    /// <summary>The layers before the last pointwise convolution.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="prefix">Text before every name, with its dot.</param>
    /// <param name="input">The image.</param>
    /// <param name="outputStride">How many times smaller the result is than the image, at most: stages that would shrink further dilate instead.</param>
    internal static Value Trunk(NetworkBuilder net, string prefix, Value input, int outputStride = 32) =>
        Layers(net, prefix, input, 1 + Stages.Sum(s => s.Count), outputStride)[^1];

    /// <summary>What each of the first layers computes.</summary>
    /// <param name="net">Where the layers go.</param>
    /// <param name="prefix">Text before every name, with its dot.</param>
    /// <param name="input">The image.</param>
    /// <param name="count">How many layers: the first convolution, and inverted residuals.</param>
    /// <param name="outputStride">How many times smaller than the image they become, at most.</param>
    internal static IReadOnlyList<Value> Layers(NetworkBuilder net, string prefix, Value input, int count, int outputStride = 32)
    {
        List<Value> layers = [];
        var x = ConvBnRelu.Add6(net, $"{prefix}features.0", input, new(net.Options.Scale(32), 3) { Stride = 2, Padding = 1 });
        layers.Add(x);
        var (shrunk, dilation) = (2, 1);
        foreach (var stage in Stages)
        {
            var (stride, before) = (stage.Stride, dilation);
            if (stride == 2)
            {
                (stride, shrunk, dilation) = shrunk < outputStride ? (2, shrunk * 2, dilation) : (1, shrunk, dilation * 2);
            }

            for (var i = 0; i < stage.Count && layers.Count < count; i++)
            {
                var step = i == 0 ? (stride, before) : (1, dilation);
                x = InvertedResidual.Add(
                    net, $"{prefix}features.{layers.Count}", x, net.Options.Scale(stage.Channels), new(stage.Expansion, step.Item1, step.Item2));
                layers.Add(x);
            }
        }

        return layers;
    }

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var options = net.Options;
        var x = Trunk(net, "", input);

        // The last convolution never becomes narrower than published (section 3.4: multipliers below 1 leave it alone).
        var last = Math.Max(1280, options.Scale(1280));
        x = ConvBnRelu.Add6(net, $"features.{Stages.Sum(s => s.Count) + 1}", x, new(last, 1));
        x = net.Flatten("flatten", net.GlobalAveragePool("avgpool", x));
        x = net.Dropout("classifier.0", x, 0.2f);
        return net.Linear("classifier.1", x, options.Classes);
    }
}
