using Skylite.Graphs;
using Skylite.Zoo.Blocks;
using Skylite.Zoo.Initialization;

namespace Skylite.Zoo.ChangeDetection;

/// <summary>A densely connected Siamese U-Net++ whose four full-size maps are weighed by an ensemble channel attention.</summary>
public static class SNUNet
{
    private const int Depth = 4;

    /// <summary>Narrowest layer of 16 channels: about 3.01 million parameters for RGB.</summary>
    public static Model Channels16 { get; } = Make("snunet-c16", 16);

    /// <summary>Narrowest layer of 32 channels: about 12.03 million parameters for RGB.</summary>
    public static Model Channels32 { get; } = Make("snunet-c32", 32);

    private static Model Make(string id, int width) => new(
        id,
        "Fang, Li, Shao, Li 2021, SNUNet-CD: a densely connected Siamese network for change detection of VHR images",
        (net, inputs) => Construct(net with { Initialization = WeightInitialization.KaimingFanOut }, inputs, width))
    {
        Task = ModelTask.ChangeDetection,
        HasSideOutputs = true,
        Defaults = new ModelOptions { Classes = 2 }.WithSize(256),
    };

    private static Value Construct(NetworkBuilder net, IReadOnlyList<Value> dates, int width)
    {
        // The first date gives only its skips; the deepest level is computed for the second alone.
        var first = Encode(net, dates[0], width, Depth);
        var second = Encode(net.Again(1), dates[1], width, Depth + 1);
        var rows = Enumerable.Range(0, Depth + 1)
            .Select(row => new List<Value>(row < Depth ? [first[row], second[row]] : [second[row]]))
            .ToArray();

        // Row r holds both skips of its level, then one node for each column.
        for (var column = 1; column <= Depth; column++)
        {
            for (var row = 0; row <= Depth - column; row++)
            {
                var name = $"{row}_{column}";
                var below = net.ConvTranspose(
                    $"up{row + 1}_{column - 1}", rows[row + 1][^1], new(NetworkBuilder.Channels(rows[row + 1][^1]), 2) { Stride = 2 });
                below = net.UpsampleLike($"fit{name}", below, rows[row][0]);
                rows[row].Add(Block(net, $"conv{name}", net.Concat($"concat{name}", [.. rows[row], below]), Scale(net, width, row)));
            }
        }

        return Head(net, [.. rows[0].Skip(2)]);
    }

    private static Value[] Encode(NetworkBuilder net, Value x, int width, int levels)
    {
        var skips = new Value[levels];
        for (var row = 0; row < levels; row++)
        {
            x = row == 0 ? x : net.MaxPool($"pool{row}", x, new(Kernel: 2, Stride: 2));
            skips[row] = x = Block(net, $"conv{row}_0", x, Scale(net, width, row));
        }

        return skips;
    }

    // Two convolutions with a shortcut around the second.
    private static Value Block(NetworkBuilder net, string name, Value x, int channels)
    {
        var shortcut = net.Conv($"{name}.conv1", x, new(channels, 3) { Padding = 1, Bias = true });
        var y = net.Relu($"{name}.relu1", net.BatchNorm($"{name}.bn1", shortcut));
        y = net.BatchNorm($"{name}.bn2", net.Conv($"{name}.conv2", y, new(channels, 3) { Padding = 1, Bias = true }));
        return net.Relu($"{name}.relu2", net.Add($"{name}.add", y, shortcut));
    }

    private static Value Head(NetworkBuilder net, Value[] maps)
    {
        foreach (var (i, map) in maps.SkipLast(1).Index())
        {
            net.Supervise($"side{i + 1}", map, map);
        }

        var sum = maps[0];
        for (var i = 1; i < maps.Length; i++)
        {
            sum = net.Add($"intra.{i}", sum, maps[i]);
        }

        var all = net.Concat("out", maps);
        var intra = PooledChannelAttention.Weights(net, "ca1", sum, 4);
        var repeated = net.Concat("intra.repeat", [.. maps.Select(_ => intra)]);
        var weighted = net.Multiply("out.mul", net.Add("out.add", all, repeated), PooledChannelAttention.Weights(net, "ca", all, 16));
        return net.Conv("conv_final", weighted, new(net.Options.Classes, 1) { Bias = true });
    }

    private static int Scale(NetworkBuilder net, int width, int row) => net.Options.Scale(width << row);
}
