using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.ChangeDetection;

/// <summary>A U-Net over the differences of two encoders, of multi-scale decoupled convolutions and parameter-free spatial–spectral attention.</summary>
/// <remarks>The encoders of the two dates do not share their weights, as in the published code.</remarks>
public static class UssfcNet
{
    private static readonly int[] Widths = [32, 64, 128, 256, 512];

    /// <summary>
    /// 1,475,777 parameters for RGB and one class. The published 1.52 million (1,518,977) count whole undilated kernels, of which half, 43,200 weights in
    /// all, is to stay 0 and does not exist here; the authors' code clears it in the first groups of a layer only.
    /// </summary>
    public static Model Model { get; } = new(
        "ussfc-net",
        "Lei, Geng, Ning, Lv, Gong, Jin, Nandi 2023, "
        + "Ultralightweight spatial–spectral feature cooperation network for change detection in remote sensing images",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.UniformFanIn }, inputs))
    {
        Task = ModelTask.ChangeDetection,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, IReadOnlyList<Value> dates)
    {
        var (first, second) = (Encode(net, dates[0], 1), Encode(net, dates[1], 2));
        var differences = first.Zip(second).Index()
            .Select(l => net.Abs($"difference{l.Index + 1}.abs", net.Subtract($"difference{l.Index + 1}.sub", l.Item.First, l.Item.Second)))
            .ToArray();
        var x = differences[^1];
        for (var level = Widths.Length; level >= 2; level--)
        {
            var skip = differences[level - 2];
            var width = NetworkBuilder.Channels(skip);
            x = net.ConvTranspose($"up{level}", x, new(width, 2) { Stride = 2 });
            x = net.Concat($"concat{level}", skip, net.UpsampleLike($"fit{level}", x, skip));
            x = Double(net, $"up_conv{level}.conv", x, width);
        }

        return net.Conv("conv_1x1", x, new(net.Options.Classes, 1) { Bias = true });
    }

    private static List<Value> Encode(NetworkBuilder net, Value x, int date)
    {
        List<Value> levels = [DoubleConvolution.Add(net, $"conv1_{date}.conv", x, net.Options.Scale(Widths[0]), bias: true)];
        for (var level = 2; level <= Widths.Length; level++)
        {
            var smaller = net.MaxPool($"pool{level}_{date}", levels[^1], new(Kernel: 2, Stride: 2));
            levels.Add(Double(net, $"conv{level}_{date}.conv", smaller, net.Options.Scale(Widths[level - 1])));
        }

        return levels;
    }

    private static Value Double(NetworkBuilder net, string name, Value x, int channels)
    {
        for (var i = 0; i < 6; i += 3)
        {
            x = MultiScaleDecoupledConvolution.Add(net, $"{name}.{i}", x, channels, (part, cheap) => SpatialSpectralCooperation.Add(net, part, cheap));
            x = net.Relu($"{name}.{i + 2}", net.BatchNorm($"{name}.{i + 1}", x));
        }

        return x;
    }
}
