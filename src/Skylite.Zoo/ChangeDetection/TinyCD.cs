using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.ChangeDetection;

/// <summary>The first stages of EfficientNet-B4 over both dates, whose features are mixed channel by channel into masks that guide the way up.</summary>
public static class TinyCD
{
    // Channels, blocks, expansion, kernel and step of EfficientNet-B4's first three stages.
    private static readonly (int Channels, int Count, int Expansion, int Kernel, int Stride)[] Stages = [(24, 2, 1, 3, 1), (32, 4, 6, 3, 2), (56, 4, 6, 5, 2)];

    private static readonly int[] UpWidths = [64, 64, 32];

    /// <summary>
    /// 285,128 parameters for RGB and one class, like the authors' code; the 285,803 of their paper are 675 more, as many as the last perceptron has.
    /// A second class takes nine more.
    /// </summary>
    public static Model Model { get; } = new(
        "tinycd",
        "Codegoni, Lombardi, Ferrari 2022, TINYCD: a (not so) deep learning model for change detection",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs))
    {
        Task = ModelTask.ChangeDetection,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, IReadOnlyList<Value> dates)
    {
        var (first, second) = (Encode(net, dates[0]), Encode(net.Again(1), dates[1]));
        var skips = new Stack<Value>();
        skips.Push(Mask(net, "_first_mix", dates[0], dates[1], (10, 5)));
        for (var stage = 0; stage < 2; stage++)
        {
            var width = NetworkBuilder.Channels(first[stage]);
            skips.Push(Mask(net, $"_mixing_mask.{stage}", first[stage], second[stage], (width / 2, width / 4)));
        }

        var x = Mix(net, "_mixing_mask.2", first[2], second[2]);
        foreach (var (i, width) in UpWidths.Index())
        {
            x = Up(net, $"_up.{i}", x, skips.Pop(), net.Options.Scale(width));
        }

        return Pixelwise(net, "_classify._linears", x, (net.Options.Scale(16), net.Options.Scale(8), net.Options.Classes));
    }

    private static List<Value> Encode(NetworkBuilder net, Value image)
    {
        var x = MobileBottleneck.Layer(net, "_backbone.0", image, new(net.Options.Scale(48), 3) { Stride = 2, Padding = 1 });
        var stages = new List<Value>();
        foreach (var (stage, (channels, count, expansion, kernel, stride)) in Stages.Index())
        {
            for (var i = 0; i < count; i++)
            {
                x = MobileBottleneck.Add(net, $"_backbone.{stage + 1}.{i}", x, net.Options.Scale(channels), (expansion, kernel, i == 0 ? stride : 1));
            }

            stages.Add(x);
        }

        return stages;
    }

    // Channel i of both dates gives channel i of the mixture.
    private static Value Mix(NetworkBuilder net, string name, Value a, Value b)
    {
        var channels = NetworkBuilder.Channels(a);
        var pairs = net.Reorder(
            $"{name}.interleaved", net.Concat($"{name}.concat", a, b), Enumerable.Range(0, 2 * channels).Select(i => (i / 2) + (i % 2 * channels)));
        var mixed = net.PRelu($"{name}._convmix.1", net.Conv($"{name}._convmix.0", pairs, new(channels, 3) { Padding = 1, Groups = channels, Bias = true }));
        return net.InstanceNorm($"{name}._convmix.2", mixed);
    }

    private static Value Mask(NetworkBuilder net, string name, Value a, Value b, (int First, int Second) hidden) =>
        net.PRelu(
            $"{name}._linear._linears.2.1", Pixelwise(net, $"{name}._linear._linears", Mix(net, $"{name}._mixing", a, b), (hidden.First, hidden.Second, 1)));

    private static Value Pixelwise(NetworkBuilder net, string name, Value x, (int First, int Second, int Last) widths)
    {
        x = net.PRelu($"{name}.0.1", net.Conv($"{name}.0.0", x, new(widths.First, 1) { Bias = true }));
        x = net.PRelu($"{name}.1.1", net.Conv($"{name}.1.0", x, new(widths.Second, 1) { Bias = true }));
        return net.Conv($"{name}.2.0", x, new(widths.Last, 1) { Bias = true });
    }

    private static Value Up(NetworkBuilder net, string name, Value x, Value mask, int width)
    {
        x = net.Upsample($"{name}._upsample", x, NetworkBuilder.Height(mask), NetworkBuilder.Width(mask), corners: true);
        x = net.Multiply($"{name}.mul", x, mask);
        var channels = NetworkBuilder.Channels(x);
        x = net.PRelu($"{name}._convolution.1", net.Conv($"{name}._convolution.0", x, new(channels, 3) { Padding = 1, Groups = channels, Bias = true }));
        x = net.Conv($"{name}._convolution.3", net.InstanceNorm($"{name}._convolution.2", x), new(width, 1) { Bias = true });
        return net.InstanceNorm($"{name}._convolution.5", net.PRelu($"{name}._convolution.4", x));
    }
}
