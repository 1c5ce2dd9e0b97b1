using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>U-Net with padding and batch normalisation.</summary>
public static class UNet
{
    /// <summary>31,037,698 parameters for 2 classes.</summary>
    public static Model Model { get; } = new(
        "unet",
        "Ronneberger, Fischer, Brox 2015, U-Net; with padded convolutions and batch normalisation",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.UniformFanIn }, inputs[0]))
    {
        Task = ModelTask.SemanticSegmentation,
        HasSideOutputs = true,
        TakesBlocks = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var skips = new Stack<Value>();
        var x = net.Refine("refine0", DoubleConvolution.Add(net, "inc.double_conv", input, net.Options.Scale(64)));
        for (var level = 1; level <= 4; level++)
        {
            skips.Push(x);
            x = net.MaxPool($"down{level}.maxpool_conv.0", x, new(Kernel: 2, Stride: 2));
            x = DoubleConvolution.Add(net, $"down{level}.maxpool_conv.1.double_conv", x, net.Options.Scale(64 << level));
            x = net.Refine($"refine{level}", x, isDeepest: level == 4);
        }

        for (var level = 1; level <= 4; level++)
        {
            var skip = skips.Pop();
            var channels = NetworkBuilder.Channels(skip);
            x = net.ConvTranspose($"up{level}.up", x, new(channels, 2) { Stride = 2 });
            x = net.Concat($"up{level}.concat", skip, net.UpsampleLike($"up{level}.fit", x, skip));
            x = DoubleConvolution.Add(net, $"up{level}.conv.double_conv", x, channels);
            if (level < 4)
            {
                net.Supervise($"side{level}", x, input);
            }
        }

        return net.Conv("outc.conv", x, new(net.Options.Classes, 1) { Bias = true });
    }
}
