using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>A light U-shaped student: inverted residuals down, bilinear steps and separable convolutions up.</summary>
public static class LightUNet
{
    // Channels and blocks at each level; every level halves the image.
    private static readonly (int Channels, int Count)[] Levels = [(24, 2), (40, 2), (64, 3), (96, 3)];

    /// <summary>Fewer than a million parameters.</summary>
    public static Model Model { get; } = new(
        "light-unet",
        "Skylite 2026; of the inverted residuals of Sandler et al. 2018 in the shape of Ronneberger et al. 2015",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs[0]))
    {
        Task = ModelTask.SemanticSegmentation,
        HasSideOutputs = true,
        TakesBlocks = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var skips = Encode(net, "encoder", input, Levels);
        return Head(net, input, Decode(net, "decoder", skips));
    }

    /// <summary>What each level ends with: the stem at full size, then one value for each level.</summary>
    internal static List<Value> Encode(NetworkBuilder net, string name, Value input, IReadOnlyList<(int Channels, int Count)> levels)
    {
        var x = ConvBnRelu.Add6(net, $"{name}.stem", input, new(net.Options.Scale(16), 3) { Padding = 1 });
        List<Value> skips = [x];
        foreach (var (level, (channels, count)) in levels.Index())
        {
            for (var i = 0; i < count; i++)
            {
                x = InvertedResidual.Add(net, $"{name}.level{level + 1}.{i}", x, net.Options.Scale(channels), new(4, i == 0 ? 2 : 1, 1));
            }

            x = net.Refine($"{name}.refine{level + 1}", x, isDeepest: level == levels.Count - 1);
            skips.Add(x);
        }

        return skips;
    }

    /// <summary>From the deepest skip back to the size of the first.</summary>
    internal static Value Decode(NetworkBuilder net, string name, List<Value> skips)
    {
        var x = skips[^1];
        for (var level = skips.Count - 2; level >= 0; level--)
        {
            x = net.UpsampleLike($"{name}.up{level}", x, skips[level]);
            x = SeparableConvolution.Add(net, $"{name}.level{level}", net.Concat($"{name}.concat{level}", x, skips[level]), NetworkBuilder.Channels(skips[level]));
            if (level > 0)
            {
                net.Supervise($"{name}.side{level}", x, skips[0]);
            }
        }

        return x;
    }

    internal static Value Head(NetworkBuilder net, Value input, Value x) =>
        net.UpsampleLike("upsample", net.Conv("head", x, new(net.Options.Classes, 1) { Bias = true }), input);
}
