using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Classification;

/// <summary>The networks of stacked 3×3 convolutions, with and without batch normalisation.</summary>
public static class Vgg
{
    private const string Paper = "Simonyan, Zisserman 2015, Very deep convolutional networks for large-scale image recognition";
    private const int Pool = 0;

    // Table 1 of the paper, columns A and D; 0 stands for a pooling layer.
    private static readonly int[] A = [64, Pool, 128, Pool, 256, 256, Pool, 512, 512, Pool, 512, 512, Pool];
    private static readonly int[] D = [64, 64, Pool, 128, 128, Pool, 256, 256, 256, Pool, 512, 512, 512, Pool, 512, 512, 512, Pool];

    /// <summary>11 layers: 132,863,336 parameters.</summary>
    public static Model Vgg11 { get; } = Make("vgg11", A, batchNorm: false);

    /// <summary>11 layers with batch normalisation: 132,868,840 parameters.</summary>
    public static Model Vgg11Bn { get; } = Make("vgg11-bn", A, batchNorm: true);

    /// <summary>16 layers: 138,357,544 parameters.</summary>
    public static Model Vgg16 { get; } = Make("vgg16", D, batchNorm: false);

    /// <summary>16 layers with batch normalisation: 138,365,992 parameters.</summary>
    public static Model Vgg16Bn { get; } = Make("vgg16-bn", D, batchNorm: true);

    private static Model Make(string id, int[] layers, bool batchNorm) =>
        new(id, Paper, (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOutSmallLinear }, inputs[0], layers, batchNorm));

    private static Value Construct(NetworkBuilder net, Value input, int[] layers, bool batchNorm)
    {
        var options = net.Options;
        var x = input;
        var index = 0;
        foreach (var channels in layers)
        {
            if (channels == Pool)
            {
                x = net.MaxPool($"features.{index++}", x, new(Kernel: 2, Stride: 2));
                continue;
            }

            x = net.Conv($"features.{index++}", x, new(options.Scale(channels), 3) { Padding = 1, Bias = true });
            x = batchNorm ? net.BatchNorm($"features.{index++}", x) : x;
            x = net.Relu($"features.{index++}", x);
        }

        x = net.Flatten("flatten", net.AdaptiveAveragePool("avgpool", x, 7));
        x = net.Relu("classifier.1", net.Linear("classifier.0", x, options.Scale(4096)));
        x = net.Dropout("classifier.2", x, 0.5f);
        x = net.Relu("classifier.4", net.Linear("classifier.3", x, options.Scale(4096)));
        x = net.Dropout("classifier.5", x, 0.5f);
        return net.Linear("classifier.6", x, options.Classes);
    }
}
