using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.ChangeDetection;

/// <summary>Skylite's compact network for change detection: the light U-shaped encoder over both dates, differences at every level, one decoder.</summary>
public static class LightSiamese
{
    private static readonly LightLevel[] Levels =
    [
        new(32, 1, IsDense: true), new(48, 1, IsDense: true), new(64, 2, IsDense: false), new(96, 2, IsDense: false),
    ];

    /// <summary>Fewer than 0.3 million parameters.</summary>
    public static Model Model { get; } = new(
        "light-siamese",
        "Skylite 2026; a shared encoder as in Daudt et al. 2018, of the residual blocks of He et al. 2016 and Sandler et al. 2018",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs))
    {
        Task = ModelTask.ChangeDetection,
        HasSideOutputs = true,
        TakesBlocks = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, IReadOnlyList<Value> dates)
    {
        var first = LightTrunk.Encode(net, "encoder", dates[0], Levels);
        var second = LightTrunk.Encode(net.Again(1), "encoder", dates[1], Levels);
        var skips = first.Zip(second).Index().Select(level => Fuse(net, $"fuse{level.Index}", level.Item.First, level.Item.Second)).ToList();
        return FoldedHead.Add(net, "head", LightTrunk.Decode(net, "decoder", skips, dates[0]), dates[0]);
    }

    // What changed and what is there: the sizes of the differences beside the sum, mixed at each pixel.
    private static Value Fuse(NetworkBuilder net, string name, Value a, Value b)
    {
        var difference = net.Abs($"{name}.abs", net.Subtract($"{name}.sub", a, b));
        var both = net.Concat($"{name}.concat", difference, net.Add($"{name}.add", a, b));
        return ConvBnRelu.Add6(net, $"{name}.mix", both, new(NetworkBuilder.Channels(a), 1));
    }
}
