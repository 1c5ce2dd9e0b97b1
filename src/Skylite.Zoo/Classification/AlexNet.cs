using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Classification;

/// <summary>AlexNet in its one-column form.</summary>
public static class AlexNet
{
    /// <summary>61,100,840 parameters.</summary>
    public static Model Model { get; } = new(
        "alexnet",
        "Krizhevsky 2014, One weird trick for parallelizing convolutional neural networks (after Krizhevsky, Sutskever, Hinton 2012)",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.UniformFanIn }, inputs[0]));

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var options = net.Options;
        var x = Conv(net, 0, input, new(options.Scale(64), 11) { Stride = 4, Padding = 2, Bias = true });
        x = net.MaxPool("features.2", x, new(Kernel: 3, Stride: 2));
        x = Conv(net, 3, x, new(options.Scale(192), 5) { Padding = 2, Bias = true });
        x = net.MaxPool("features.5", x, new(Kernel: 3, Stride: 2));
        x = Conv(net, 6, x, new(options.Scale(384), 3) { Padding = 1, Bias = true });
        x = Conv(net, 8, x, new(options.Scale(256), 3) { Padding = 1, Bias = true });
        x = Conv(net, 10, x, new(options.Scale(256), 3) { Padding = 1, Bias = true });
        x = net.MaxPool("features.12", x, new(Kernel: 3, Stride: 2));
        x = net.Flatten("flatten", net.AdaptiveAveragePool("avgpool", x, 6));
        x = net.Dropout("classifier.0", x, 0.5f);
        x = net.Relu("classifier.2", net.Linear("classifier.1", x, options.Scale(4096)));
        x = net.Dropout("classifier.3", x, 0.5f);
        x = net.Relu("classifier.5", net.Linear("classifier.4", x, options.Scale(4096)));
        return net.Linear("classifier.6", x, options.Classes);
    }

    private static Value Conv(NetworkBuilder net, int index, Value x, Convolution shape) =>
        net.Relu($"features.{index + 1}", net.Conv($"features.{index}", x, shape));
}
