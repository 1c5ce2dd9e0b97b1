using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Classification;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.ChangeDetection;

/// <summary>
/// The first stages of MobileNetV2 over both dates, differences at every size, and a decoder of whole
/// convolutions: for few labelled pairs, since the encoder takes weights of MobileNetV2 as they are.
/// </summary>
public static class MobileSiamese
{
    private const float DropoutRatio = 0.2f;

    // The last of MobileNetV2's layers at a half, a quarter, an eighth and a sixteenth of the image's size, and how many channels tell the difference there.
    private static readonly (int Layer, int Width)[] Levels = [(1, 32), (3, 32), (6, 48), (9, 64)];

    /// <summary>Fewer than 0.3 million parameters.</summary>
    public static Model Model { get; } = new(
        "mobile-siamese",
        "Skylite 2026; the encoder of Sandler et al. 2018, shared between dates as in Daudt et al. 2018",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOutSmallLinear }, inputs))
    {
        Task = ModelTask.ChangeDetection,
        HasSideOutputs = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, IReadOnlyList<Value> dates)
    {
        var layers = Levels[^1].Layer + 1;
        var first = MobileNetV2.Layers(net, "", dates[0], layers);
        var second = MobileNetV2.Layers(net.Again(1), "", dates[1], layers);
        var skips = Levels.Index()
            .Select(l => Fuse(net, $"fuse{l.Index}", first[l.Item.Layer], second[l.Item.Layer], net.Options.Scale(l.Item.Width))).ToList();
        var x = skips[^1];
        for (var level = skips.Count - 2; level >= 0; level--)
        {
            x = net.Concat($"concat{level}", net.UpsampleLike($"up{level}", x, skips[level]), skips[level]);
            x = Mix(net, $"decoder{level}", x, new(NetworkBuilder.Channels(skips[Math.Max(level - 1, 0)]), 3) { Padding = 1 });
            if (level > 0)
            {
                net.Supervise($"side{level}", x, dates[0]);
            }
        }

        return FoldedHead.Add(net, "head", x, dates[0]);
    }

    // What was there, what is there, and how much differs: what was built is another change than what was torn down.
    private static Value Fuse(NetworkBuilder net, string name, Value a, Value b, int width)
    {
        var difference = net.Abs($"{name}.abs", net.Subtract($"{name}.sub", a, b));
        return Mix(net, $"{name}.mix", net.Concat($"{name}.concat", difference, a, b), new(width, 1));
    }

    private static Value Mix(NetworkBuilder net, string name, Value x, Convolution shape) =>
        net.Dropout($"{name}.3", ConvBnRelu.Add6(net, name, x, shape), DropoutRatio);
}
