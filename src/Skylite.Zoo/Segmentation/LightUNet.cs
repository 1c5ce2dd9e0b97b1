using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>A light U-shaped student.</summary>
public static class LightUNet
{
    private static readonly LightLevel[] Levels =
    [
        new(32, 1, IsDense: true), new(48, 1, IsDense: true), new(96, 3, IsDense: false), new(128, 2, IsDense: false),
    ];

    /// <summary>Fewer than a million parameters.</summary>
    public static Model Model { get; } = new(
        "light-unet",
        "Skylite 2026; residual blocks of He et al. 2016 and Sandler et al. 2018 in the shape of Ronneberger et al. 2015",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs[0]))
    {
        Task = ModelTask.SemanticSegmentation,
        HasSideOutputs = true,
        TakesBlocks = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var skips = LightTrunk.Encode(net, "encoder", input, Levels);
        return FoldedHead.Add(net, "head", LightTrunk.Decode(net, "decoder", skips, input), input);
    }
}
