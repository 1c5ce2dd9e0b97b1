using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.ChangeDetection;

/// <summary>BIT: both dates become a few semantic tokens, which a transformer relates and projects back onto the pixels before these are subtracted.</summary>
/// <remarks>
/// The trunk is the first four stages (stem included) of a ResNet-18 whose last keeps its size, without dilation; four tokens for each date; one layer
/// of encoder with 8 heads of 64 channels, eight layers of decoder with 8 heads of 8.
/// </remarks>
public static class BitemporalImageTransformer
{
    private const int Tokens = 4;
    private const int Heads = 8;
    private const int DecoderLayers = 8;

    /// <summary>
    /// 3,037,026 parameters for RGB and two classes, as many as the authors' code uses: the 3.04 million of later comparisons. With 64 channels in each
    /// head of the decoder their code uses 3,495,778; how the paper's 3.55 million were counted is not known.
    /// </summary>
    public static Model Model { get; } = new(
        "bit",
        "Chen, Qi, Shi 2021, Remote sensing image change detection with transformers",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs))
    {
        Task = ModelTask.ChangeDetection,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, IReadOnlyList<Value> dates)
    {
        NetworkBuilder[] towers = [net.Again(0), net.Again(1)];
        var features = towers.Zip(dates, Encode).ToArray();
        var (channels, height, width) = (NetworkBuilder.Channels(features[0]), NetworkBuilder.Height(features[0]), NetworkBuilder.Width(features[0]));
        var pixels = towers
            .Zip(features, (tower, x) => tower.Transpose("pixels", tower.Reshape("pixels.flat", x, channels, height * width), 0, 2, 1)).ToArray();
        var tokens = Relate(net, net.Rows("tokens", [.. towers.Index().Select(t => Tokenize(t.Item, features[t.Index], pixels[t.Index]))]));
        var images = towers.Index().Select(t =>
        {
            var seen = Project(t.Item, pixels[t.Index], t.Item.Slice($"tokens.date{t.Index + 1}", tokens, 1, t.Index * Tokens, Tokens));
            return t.Item.Reshape("image", t.Item.Transpose("image.turned", seen, 0, 2, 1), channels, height, width);
        }).ToArray();
        var x = net.Abs("difference.abs", net.Subtract("difference.sub", images[0], images[1]));
        x = net.UpsampleLike("upsamplex4", x, dates[0]);
        x = net.Conv("classifier.0", x, new(channels, 3) { Padding = 1 });
        x = net.Relu("classifier.2", net.BatchNorm("classifier.1", x));
        return net.Conv("classifier.3", x, new(net.Options.Classes, 3) { Padding = 1, Bias = true });
    }

    private static Value Encode(NetworkBuilder net, Value date)
    {
        var trunk = new ResidualTrunk((n, name, x, planes, step) => ResidualBlock.Basic(n, name, x, planes, (step.Stride, 1)), [2, 2, 2]) { OutputStride = 8 };
        var x = net.RepeatPixels("upsamplex2", ResidualTrunk.Add(net, "resnet.", date, trunk)[^1], 2);
        return net.Conv("conv_pred", x, new(net.Options.Scale(32), 3) { Padding = 1, Bias = true });
    }

    // Equation 1: each token is a mean over the pixels by an attention of its own.
    private static Value Tokenize(NetworkBuilder net, Value features, Value flat)
    {
        var maps = net.Reshape(
            "conv_a.flat", net.Conv("conv_a", features, new(Tokens, 1)), Tokens, NetworkBuilder.Height(features) * NetworkBuilder.Width(features));
        return net.MatMul("conv_a.gather", net.Softmax("conv_a.softmax", maps, 2), flat);
    }

    // Equations 2 to 5: the tokens of both dates attend to each other.
    private static Value Relate(NetworkBuilder net, Value tokens)
    {
        const string Layer = "transformer.layers.0";
        const int Inner = Heads * 64;
        var x = net.AddTable("pos_embedding", tokens, 1, 2 * Tokens, NetworkBuilder.Features(tokens));
        var all = net.Project($"{Layer}.0.fn.fn.to_qkv", net.LayerNorm($"{Layer}.0.fn.norm", x, 2), 3 * Inner, bias: false);
        var parts = Enumerable.Range(0, 3).Select(i => net.Slice($"{Layer}.0.fn.fn.part{i}", all, 2, i * Inner, Inner)).ToArray();
        x = net.Add($"{Layer}.0.add", MultiHeadAttention.Add(net, $"{Layer}.0.fn.fn", (parts[0], parts[1], parts[2]), Heads, NetworkBuilder.Features(x)), x);
        return FeedForward(net, $"{Layer}.1", x);
    }

    // Section III-C: pixels ask, the tokens of their date answer; no attention among pixels.
    private static Value Project(NetworkBuilder net, Value pixels, Value tokens)
    {
        const int Inner = Heads * 8;
        var x = pixels;
        for (var i = 0; i < DecoderLayers; i++)
        {
            var layer = $"transformer_decoder.layers.{i}";
            var asked = net.LayerNorm($"{layer}.0.fn.norm", x, 2);
            var memory = net.Repeat(1).LayerNorm($"{layer}.0.fn.norm", tokens, 2);
            var query = net.Project($"{layer}.0.fn.fn.to_q", asked, Inner, bias: false);
            var key = net.Project($"{layer}.0.fn.fn.to_k", memory, Inner, bias: false);
            var value = net.Project($"{layer}.0.fn.fn.to_v", memory, Inner, bias: false);
            x = net.Add($"{layer}.0.add", MultiHeadAttention.Add(net, $"{layer}.0.fn.fn", (query, key, value), Heads, NetworkBuilder.Features(x)), x);
            x = FeedForward(net, $"{layer}.1", x);
        }

        return x;
    }

    private static Value FeedForward(NetworkBuilder net, string name, Value x)
    {
        var width = NetworkBuilder.Features(x);
        var y = net.Project($"{name}.fn.fn.net.0", net.LayerNorm($"{name}.fn.norm", x, 2), 2 * width, bias: true);
        y = net.Project($"{name}.fn.fn.net.3", net.Gelu($"{name}.fn.fn.net.1", y), width, bias: true);
        return net.Add($"{name}.add", y, x);
    }
}
