using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.Segmentation;

/// <summary>A slim residual U-Net that aggregates over the whole image at its bottom and in its first step up.</summary>
/// <remarks>
/// The paper's network is for volumes: three levels of 3 × 3 × 3 convolutions. This is the same in two dimensions, activated by ReLU6 as in its published
/// code, with a fourth level, as images are larger than the paper's patches of 32³. Memory grows with the fourth power
/// of the image's side: at 256² the attention holds 4,096 × 1,024 numbers, at 512² sixteen times as many.
/// </remarks>
public static class NonLocalUNet
{
    private const int Levels = 4;

    /// <summary>Narrowest layer of 32 channels; no parameter count is published for two dimensions.</summary>
    public static Model Model { get; } = new(
        "non-local-unet",
        "Wang, Zou, Liu, Ji 2020, Non-local U-Nets for biomedical image segmentation; in two dimensions",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs[0]))
    {
        Task = ModelTask.SemanticSegmentation,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, Value input)
    {
        var skips = new Value[Levels];
        var x = net.Conv("stem", input, new(net.Options.Scale(32), 3) { Padding = 1 });
        for (var level = 0; level < Levels; level++)
        {
            x = skips[level] = Residual(net, $"encoder.{level}", x, net.Options.Scale(32 << level), level == 0 ? 1 : 2);
        }

        var bottom = Activate(net, "bottom", x);
        x = net.Add("bottom.add", Aggregate(net, "bottom", bottom, Query(net, "bottom", bottom), heads: 2), x);
        for (var level = Levels - 2; level >= 0; level--)
        {
            var name = $"decoder.{level}";
            x = net.Add(
                $"{name}.skip",
                level == Levels - 2 ? AggregateUp(net, name, x, skips[level]) : Up(net, $"{name}.up", x, skips[level], bias: false),
                skips[level]);
            x = Residual(net, name, x);
        }

        x = net.Dropout("dropout", Activate(net, "head", x), 0.5f);
        return net.Conv("classifier", x, new(net.Options.Classes, 1) { Bias = true });
    }

    // The global aggregation block with a query of twice the size beside a transposed convolution.
    private static Value AggregateUp(NetworkBuilder net, string name, Value x, Value skip)
    {
        x = Activate(net, $"{name}.in", x);
        var query = Up(net, $"{name}.query", x, skip, bias: true);
        return net.Add($"{name}.add1", Aggregate(net, name, x, query, heads: 1), Up(net, $"{name}.shortcut", x, skip, bias: false));
    }

    private static Value Query(NetworkBuilder net, string name, Value x) =>
        net.Conv($"{name}.query", x, new(NetworkBuilder.Channels(x), 1) { Bias = true });

    // Section 2.3: softmax(query · key / √channels) · value, then a pointwise convolution.
    private static Value Aggregate(NetworkBuilder net, string name, Value x, Value query, int heads)
    {
        var (channels, height, width) = (NetworkBuilder.Channels(query), NetworkBuilder.Height(query), NetworkBuilder.Width(query));
        var scaled = net.Multiply($"{name}.scale", query, net.Number(1 / MathF.Sqrt(channels / heads)));
        var rows = net.Transpose($"{name}.query.turned", Heads("query.heads", scaled), 0, 1, 3, 2);
        var weights = net.Softmax($"{name}.softmax", net.MatMul($"{name}.scores", rows, Heads("key.heads", Pointwise("key"))), 3);
        weights = net.Dropout($"{name}.dropout", weights, 0.5f);
        var gathered = net.MatMul($"{name}.gather", weights, net.Transpose($"{name}.value.turned", Heads("value.heads", Pointwise("value")), 0, 1, 3, 2));
        var image = net.Reshape($"{name}.image", net.Transpose($"{name}.turned", gathered, 0, 1, 3, 2), channels, height, width);
        return net.Conv($"{name}.out", image, new(channels, 1) { Bias = true });

        Value Pointwise(string part) => net.Conv($"{name}.{part}", x, new(channels, 1) { Bias = true });
        Value Heads(string part, Value value) =>
            net.Reshape($"{name}.{part}", value, heads, channels / heads, NetworkBuilder.Height(value) * NetworkBuilder.Width(value));
    }

    private static Value Up(NetworkBuilder net, string name, Value x, Value skip, bool bias)
    {
        var up = net.ConvTranspose(name, x, new(NetworkBuilder.Channels(skip), 3) { Stride = 2, Padding = 1, OutputPadding = 1, Bias = bias });
        return net.UpsampleLike($"{name}.fit", up, skip);
    }

    // Normalised and activated before each convolution; the shortcut is projected where an encoder level begins.
    private static Value Residual(NetworkBuilder net, string name, Value x, int? channels = null, int stride = 1)
    {
        var width = channels ?? NetworkBuilder.Channels(x);
        var active = Activate(net, $"{name}.0", x);
        var shortcut = channels is null ? x : net.Conv($"{name}.projection", active, new(width, 1) { Stride = stride });
        var y = net.Conv($"{name}.conv1", active, new(width, 3) { Stride = stride, Padding = 1 });
        y = net.Conv($"{name}.conv2", Activate(net, $"{name}.1", y), new(width, 3) { Padding = 1 });
        return net.Add($"{name}.add", y, shortcut);
    }

    private static Value Activate(NetworkBuilder net, string name, Value x) => net.Relu6($"{name}.relu", net.BatchNorm($"{name}.bn", x));
}
