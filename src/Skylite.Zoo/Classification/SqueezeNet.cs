using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Classification;

/// <summary>SqueezeNet without bypass, in both published versions.</summary>
public static class SqueezeNet
{
    private const string Paper = "Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer 2016, SqueezeNet: AlexNet-level accuracy with 50x fewer parameters";

    // Squeeze and expand channels of fire modules 2 to 9 (table 1 of the paper).
    private static readonly (int Squeeze, int Expand)[] Fires =
        [(16, 64), (16, 64), (32, 128), (32, 128), (48, 192), (48, 192), (64, 256), (64, 256)];

    /// <summary>Version 1.0: 1,248,424 parameters.</summary>
    public static Model V10 { get; } = Make("squeezenet1-0", Paper, new(96, 7), pools: [3, 7]);

    /// <summary>Version 1.1: 1,235,496 parameters, 2.3 times fewer operations.</summary>
    public static Model V11 { get; } = Make("squeezenet1-1", $"{Paper}; version 1.1 of the authors' repository", new(64, 3), pools: [2, 4]);

    private static Model Make(string id, string source, Convolution first, int[] pools) =>
        new(id, source, (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingUniform }, inputs[0], first, pools));

    private static Value Construct(NetworkBuilder net, Value input, Convolution first, int[] pools)
    {
        var options = net.Options;
        var x = net.Conv("features.0", input, first with { Channels = options.Scale(first.Channels), Stride = 2, Bias = true });
        x = net.Relu("features.1", x);
        x = Pool(net, 2, x);
        var index = 3;
        for (var i = 0; i < Fires.Length; i++)
        {
            x = Fire.Add(net, $"features.{index++}", x, options.Scale(Fires[i].Squeeze), options.Scale(Fires[i].Expand));
            if (pools.Contains(i + 1))
            {
                x = Pool(net, index++, x);
            }
        }

        var head = net with { Initialization = net.Initialization with { Conv = WeightInitialization.SmallNormal } };
        x = net.Dropout("classifier.0", x, 0.5f);
        x = head.Conv("classifier.1", x, new(options.Classes, 1) { Bias = true });
        x = net.Relu("classifier.2", x);
        return net.Flatten("flatten", net.GlobalAveragePool("classifier.3", x));
    }

    private static Value Pool(NetworkBuilder net, int index, Value x) =>
        net.MaxPool($"features.{index}", x, new(Kernel: 3, Stride: 2), ceil: true);
}
