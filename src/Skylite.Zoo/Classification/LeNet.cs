using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Classification;

/// <summary>LeNet-5 in its modern form: full connections between the convolutions, ReLU, max pooling, a linear output layer.</summary>
public static class LeNet
{
    /// <summary>
    /// 61,706 parameters for 10 classes on 32×32 images of one channel (60,000 trainable ones in the paper, whose second convolution is connected in part).
    /// </summary>
    public static Model Model { get; } = new(
        "lenet",
        "LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning applied to document recognition; with ReLU, max pooling and full connections",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.UniformFanIn }, inputs[0]))
    {
        Defaults = new() { Classes = 10, InputChannels = 1, Height = 32, Width = 32 },
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var x = net.Relu("relu1", net.Conv("conv1", input, new(Width(net, 6), 5) { Bias = true }));
        x = net.MaxPool("pool1", x, new(Kernel: 2, Stride: 2));
        x = net.Relu("relu2", net.Conv("conv2", x, new(Width(net, 16), 5) { Bias = true }));
        x = net.MaxPool("pool2", x, new(Kernel: 2, Stride: 2));
        x = net.Flatten("flatten", x);
        x = net.Relu("relu3", net.Linear("fc1", x, Width(net, 120)));
        x = net.Relu("relu4", net.Linear("fc2", x, Width(net, 84)));
        return net.Linear("fc3", x, net.Options.Classes);
    }

    // Multiples of 8 would be coarser than the layers themselves.
    private static int Width(NetworkBuilder net, int channels) => Math.Max(1, (int)Math.Round(channels * net.Options.WidthMultiplier));
}
