using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>U-Net whose skip connections pass attention gates.</summary>
/// <remarks>
/// After the widespread two-dimensional form: all four skips are gated, by signals that were brought to their size before, and only the last layer gives
/// logits. The authors' code for volumes leaves the finest skip alone, enlarges the attention instead and mixes the logits of all levels.
/// </remarks>
public static class AttentionUNet
{
    /// <summary>34,878,638 parameters for 2 classes.</summary>
    public static Model Model { get; } = new(
        "attention-unet",
        "Oktay et al. 2018, Attention U-Net: learning where to look for the pancreas; in two dimensions",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.UniformFanIn }, inputs[0]))
    {
        Task = ModelTask.SemanticSegmentation,
        TakesBlocks = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var skips = new Stack<Value>();
        var x = net.Refine("refine1", DoubleConvolution.Add(net, "conv1.conv", input, net.Options.Scale(64), bias: true));
        for (var level = 2; level <= 5; level++)
        {
            skips.Push(x);
            x = net.MaxPool($"maxpool{level - 1}", x, new(Kernel: 2, Stride: 2));
            x = DoubleConvolution.Add(net, $"conv{level}.conv", x, net.Options.Scale(64 << (level - 1)), bias: true);
            x = net.Refine($"refine{level}", x, isDeepest: level == 5);
        }

        for (var level = 5; level >= 2; level--)
        {
            var skip = skips.Pop();
            var channels = NetworkBuilder.Channels(skip);
            x = net.UpsampleLike($"up{level}.up.0", x, skip);
            x = net.Conv($"up{level}.up.1", x, new(channels, 3) { Padding = 1, Bias = true });
            x = net.Relu($"up{level}.up.3", net.BatchNorm($"up{level}.up.2", x));
            var gated = AttentionGate.Add(net, $"att{level}", skip, x, Math.Max(1, channels / 2));
            x = DoubleConvolution.Add(net, $"up_conv{level}.conv", net.Concat($"up_conv{level}.concat", gated, x), channels, bias: true);
        }

        return net.Conv("conv_1x1", x, new(net.Options.Classes, 1) { Bias = true });
    }
}
